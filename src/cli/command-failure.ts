import { CommanderError } from 'commander';
import { ApplicationError } from '../common/errors/application-error.js';

/** Of a command that could not do its work. */
export const FAILURE_EXIT_CODE = 1;
/** Of a command line that cannot be understood. */
export const USAGE_EXIT_CODE = 2;

/** Prints why a command failed: one line where the user can mend it, the stack where it is a defect. @returns the exit code */
export function reportCommandFailure(thrown: unknown): number {
  if (thrown instanceof CommanderError) return thrown.exitCode; // it has been printed
  process.stderr.write(`earshot: ${explain(thrown)}\n`);
  return FAILURE_EXIT_CODE;
}

function explain(thrown: unknown): string {
  if (thrown instanceof ApplicationError) return thrown.message.replaceAll(/\s*\n\s*/g, ' ');
  if (!(thrown instanceof Error)) return String(thrown);
  const isOfTheSystem = typeof (thrown as NodeJS.ErrnoException).syscall === 'string';
  return isOfTheSystem ? thrown.message : (thrown.stack ?? thrown.message);
}
