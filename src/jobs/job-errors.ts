import { UnavailableError } from '../common/errors/errors.js';

/** What a job waits for. */
export interface MissingModel {
  /** The task that has no installed model, as `transcription`. */
  readonly task: string;
  /** The model that was asked for by name; null where any of the task would do. */
  readonly model: string | null;
}

/** Why a job failed or waits, as it is kept with the job and shown to its owner. */
export interface JobError {
  readonly code: string;
  readonly message: string;
  /** Of a job that waits for a model. */
  readonly waitingFor?: MissingModel;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

/**
 * A processor throws this when no model for its task is installed. The job is then kept as `waiting` and tried again when
 * the model may have arrived; it does not use up one of its attempts.
 */
export class WaitingForModelError extends UnavailableError {
  override readonly isExpected = true;

  /** @param message what is missing and the command that installs it */
  constructor(
    message: string,
    readonly waitingFor?: MissingModel,
  ) {
    super('model-not-installed', message, 60);
  }
}

export type AbortReason = 'cancelled' | 'timed-out' | 'lost' | 'stopping';

const ABORT_MESSAGES: Readonly<Record<AbortReason, string>> = {
  cancelled: 'The job was cancelled.',
  'timed-out': 'The job ran longer than its kind allows.',
  lost: 'Another process took the job over, or it was deleted.',
  stopping: 'The process is stopping; the job goes back to the queue.',
};

/** The reason on the signal of a job that must stop. */
export class JobAbortedError extends Error {
  constructor(readonly reason: AbortReason) {
    super(ABORT_MESSAGES[reason]);
    this.name = 'JobAbortedError';
  }
}
