import { ApplicationError } from '../../common/errors/application-error.js';
import { UnprocessableError } from '../../common/errors/errors.js';

const MAX_SHOWN = 200;

/** A zip that is no training set; the message and the field name the entry that is at fault. */
export class TrainingZipError extends UnprocessableError {
  constructor(message: string, entry?: string) {
    const shown = entry === undefined ? 'zip' : JSON.stringify(entry.slice(0, MAX_SHOWN));
    super('invalid-training-zip', entry === undefined ? message : `${shown} in the zip: ${message}`, {
      errors: [{ field: shown, message }],
    });
  }

  /** What is wrong with an entry as another part of the server has put it. Failures of the server itself stay what they are. */
  static about(entry: string, thrown: unknown): unknown {
    if (thrown instanceof TrainingZipError) return thrown;
    return thrown instanceof ApplicationError && thrown.status < 500
      ? new TrainingZipError(thrown.message, entry)
      : thrown;
  }
}
