import { ApplicationError } from '../../common/errors/application-error.js';
import { toApplicationError } from '../../common/errors/to-application-error.js';
import { type JobError, WaitingForModelError } from '../job-errors.js';

export interface Failure {
  readonly error: JobError;
  /** `final`: the same input fails again; `retry`: the next try may do better; `wait`: only a new model helps. */
  readonly consequence: 'final' | 'retry' | 'wait';
  /** Nobody foresaw it, so the log must have the details. */
  readonly isDefect: boolean;
}

/** Statuses below 500 that say "later" rather than "never". */
const TEMPORARY = [408, 425, 429];

/** What a thrown value means for the job. Details of defects stay in the log. */
export function toFailure(thrown: unknown): Failure {
  const known = toApplicationError(thrown);
  const { code, message, errors, status } =
    known ??
    new ApplicationError(500, 'internal-error', 'The analysis failed inside the server; its log has the details.');
  const waitingFor = thrown instanceof WaitingForModelError ? thrown.waitingFor : undefined;
  const isFinal = status < 500 && !TEMPORARY.includes(status);
  return {
    error: { code, message, ...(errors && { errors }), ...(waitingFor && { waitingFor }) },
    consequence: thrown instanceof WaitingForModelError ? 'wait' : isFinal ? 'final' : 'retry',
    isDefect: known === undefined,
  };
}
