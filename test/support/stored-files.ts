import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Every file under the audio store of a data directory. */
export function storedFiles(dataDirectory: string): string[] {
  const root = join(dataDirectory, 'audio');
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Asks until `condition` holds; gives up with the last answer after `timeoutMs`. */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  condition: (answer: T) => boolean,
  timeoutMs = 20_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (condition(answer) || Date.now() > end) return answer;
    await delay(100);
  }
}
