import { ApplicationError } from '../../common/errors/application-error.js';
import { ConflictError } from '../../common/errors/errors.js';

const CODE = 'spectrogram-damaged';

/** What the disk holds is not what was built. */
export class DamagedPyramidError extends ConflictError {
  constructor() {
    super(
      CODE,
      'The tiles are damaged on the disk: start the analysis "spectrogram" of this channel to build them again.',
    );
  }

  /** Also of an error that comes from a compute thread, where the class is lost. */
  static is(error: unknown): boolean {
    return error instanceof ApplicationError && error.code === CODE;
  }
}
