import { ApplicationError } from '../../../common/errors/application-error.js';
import { InvalidRequestError } from '../../../common/errors/errors.js';

const NO_DATA = 'No valid training data specified. Re-check the annotated areas.';
const UNKNOWN_BASE =
  'initial_model_name is not available for finetuning, call "list-models-available-for-finetuning" API to get the available model_name list';

export const noTrainingData = (): InvalidRequestError => new InvalidRequestError(NO_DATA);

export const unknownInitialModel = (): InvalidRequestError => new InvalidRequestError(UNKNOWN_BASE);

export const modelNameTaken = (): InvalidRequestError => new InvalidRequestError('Model name already exists');

/** What other features refuse, in the words that clients know. */
export function toTrainingRefusal(error: unknown): unknown {
  if (!(error instanceof ApplicationError)) return error;
  if (error.code === 'model-name-taken') return modelNameTaken();
  return error;
}
