import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The directory that holds `package.json` and what comes with Earshot beside its code, also when the code runs from `dist/`. */
export function applicationRoot(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'package.json'))) {
    const parent = dirname(directory);
    if (parent === directory) throw new Error('package.json of Earshot is missing; install it again.');
    directory = parent;
  }
  return directory;
}
