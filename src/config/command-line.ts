import { basename } from 'node:path';

const CALL = callOf(process.argv[1]);

/** How Earshot's command is called here: by its name where that is on the PATH, else from its directory, as after a clone. */
export function callOf(startedAs: string | undefined): string {
  const isOnPath = startedAs !== undefined && basename(startedAs) === 'earshot';
  return isOnPath ? 'earshot' : 'npm run --silent earshot --';
}

/** A command that can be pasted into a shell, as `npm run --silent earshot -- models list`. */
export const commandLine = (rest: string): string => `${CALL} ${rest}`;
