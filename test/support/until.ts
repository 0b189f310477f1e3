import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 20;
const MOST_TRIES = 500;

/** Waits until `condition` holds; fails after ten seconds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries === MOST_TRIES) throw new Error(`It did not happen within 10 s: ${what}`);
    await delay(PAUSE_MS);
  }
}
