import { UnprocessableError } from '../common/errors/errors.js';

const MEND =
  'train or export it again, restore DATA_DIR from a backup, or, if it came with Earshot, install Earshot again';

/** A file of a model is not the one that its manifest tells of. Trying again does not help, so jobs fail with this at once. */
export class DamagedModelError extends UnprocessableError {
  /** @param fault as `its SHA-256 differs from model.json` */
  constructor(
    readonly path: string,
    fault: string,
  ) {
    super('model-damaged', `${path} is damaged (${fault}): ${MEND}.`);
  }
}

/** A `model.json` that is not one. */
export class InvalidManifestError extends DamagedModelError {}
