import { setTimeout as delay } from 'node:timers/promises';

const SHORTEST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 250;

/**
 * Asks until there is an answer. It asks less often the longer that takes: an answer costs a server milliseconds, of which the work that is waited for
 * would have to do without.
 * @throws Error when there is none within `timeoutMs`
 */
export async function eventually<T>(ask: () => Promise<T | undefined>, timeoutMs = 30_000): Promise<T> {
  const start = performance.now();
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    const waited = performance.now() - start;
    if (waited > timeoutMs) throw new Error(`There was no answer within ${timeoutMs} ms`);
    await delay(Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, waited / 10)));
  }
}
