import { CommanderError } from 'commander';
import { ApplicationError } from '../common/errors/application-error.js';
import { explainSystemError } from './system-errors.js';
import { INTERRUPTED_EXIT_CODE, InterruptedError } from './interruptible.js';

/** Of a command that could not do its work. */
export const FAILURE_EXIT_CODE = 1;
/** Of a command line that cannot be understood. */
export const USAGE_EXIT_CODE = 2;

/** Prints why a command failed: one line where the user can mend it, the stack where it is a defect. @returns the exit code */
export function reportCommandFailure(thrown: unknown): number {
  if (thrown instanceof CommanderError) return thrown.exitCode; // it has been printed
  process.stderr.write(`earshot: ${explain(thrown)}\n`);
  return thrown instanceof InterruptedError ? INTERRUPTED_EXIT_CODE : FAILURE_EXIT_CODE;
}

function explain(thrown: unknown): string {
  if (thrown instanceof ApplicationError) return thrown.message.replaceAll(/\s*\n\s*/g, ' ');
  if (!(thrown instanceof Error)) return String(thrown);
  return explainSystemError(thrown) ?? thrown.stack ?? thrown.message;
}
