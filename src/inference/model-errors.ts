import { ApplicationError } from '../common/errors/application-error.js';
import { commandLine } from '../config/command-line.js';

const MEND =
  `"${commandLine('models verify')}" finds every such file. If the model was fetched, run "${commandLine('models pull')}" with its name; if it was trained ` +
  'here, train or export it again, or restore DATA_DIR from a backup; if it came with Earshot, install Earshot again';

/**
 * A file of a model is not the one that its manifest tells of. That is no fault of the request (409), and trying again does not help, so jobs fail with
 * this at once.
 */
export class DamagedModelError extends ApplicationError {
  /** @param fault as `its SHA-256 differs from model.json` */
  constructor(
    readonly path: string,
    fault: string,
  ) {
    super(409, 'model-damaged', `${path} is damaged (${fault}). ${MEND}.`);
  }
}

/** A `model.json` that is not one. */
export class InvalidManifestError extends DamagedModelError {}
