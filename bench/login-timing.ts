import { ADMIN, TestServer } from '../test/support/test-server.js';

/**
 * `npm run bench:login`: how long failed logins take for an account that exists and for one that does not. Besides the quantiles it
 * prints how often a random failure of the first kind takes longer than one of the second: 0.5 means that time tells nothing.
 */
const ATTEMPTS = 400;
const WARM_UP = 20;

const quantile = (sorted: readonly number[], fraction: number): number =>
  sorted[Math.floor((sorted.length - 1) * fraction)];

function describeTimes(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const [p10, p50, p90] = [0.1, 0.5, 0.9].map((fraction) => quantile(sorted, fraction).toFixed(2));
  console.log(`${name}: median ${p50} ms, p10 ${p10} ms, p90 ${p90} ms over ${times.length} logins`);
}

/** Probability that a value of `left` is above one of `right`, ties counting half (the Mann-Whitney statistic, scaled). */
function probabilityAbove(left: readonly number[], right: readonly number[]): number {
  const wins = left.flatMap((a) => right.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
  return wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
}

const server = await TestServer.start({ environment: { LOG_LEVEL: 'info' } });
try {
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let attempt = 0; attempt < WARM_UP + 2 * ATTEMPTS; attempt++) {
    const kind = attempt % 2 === 0 ? 'known' : 'unknown';
    const email = kind === 'known' ? ADMIN.email : 'nobody@example.org';
    const started = performance.now();
    const { status } = await server.call('/v1/auth/login', { json: { email, password: 'wrong password' } });
    if (status !== 401) throw new Error(`A wrong password answered ${status}`);
    if (attempt >= WARM_UP) times[kind].push(performance.now() - started);
  }
  describeTimes('existing account', times.known);
  describeTimes('unknown account', times.unknown);
  console.log(`P(existing takes longer) = ${probabilityAbove(times.known, times.unknown).toFixed(3)}`);
} finally {
  await server.stop();
}
