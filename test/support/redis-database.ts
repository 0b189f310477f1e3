const SERVER = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';

/** URL of the test Redis's database of this number; test files that may run at the same time use different ones. */
export const redisDatabase = (number: number): string => new URL(`/${number}`, SERVER).href;
