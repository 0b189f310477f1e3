import { setTimeout as delay } from 'node:timers/promises';

/** Asks until there is an answer. @throws Error when there is none within `timeoutMs` */
export async function eventually<T>(ask: () => Promise<T | undefined>, timeoutMs = 30_000): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`There was no answer within ${timeoutMs} ms`);
    await delay(20);
  }
}
