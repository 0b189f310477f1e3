import { UnusableSecretError } from '../auth/access-tokens/signing-secret.js';
import { InvalidEnvironmentError } from '../config/load-environment.js';
import { DirectoryLockedError } from '../database/directory-lock.js';

const EXPECTED: readonly (new (...args: never[]) => Error)[] = [
  InvalidEnvironmentError,
  DirectoryLockedError,
  UnusableSecretError,
];

/** Ends a start that failed: in plain words where the user can mend it, with the stack where it is a defect. */
export function reportStartFailure(error: unknown): void {
  const expected =
    EXPECTED.some((type) => error instanceof type) || (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  process.stderr.write(
    `Earshot did not start.\n${expected ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`,
  );
  process.exit(1);
}
