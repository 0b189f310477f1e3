import { ConflictError, InvalidRequestError } from '../common/errors/errors.js';
import { MODEL_NAME } from '../inference/model-manifest.js';

/** Names that clients of WhisperSeg know; each stands for the model of that name where one is installed, else for another one. */
export const MODEL_ALIASES: ReadonlyMap<string, string> = new Map([
  ['whisperseg-base', 'segmenter-base'],
  ['whisperseg-large', 'segmenter-base'],
]);

/** Words that stand where a model's name does in the path of another route. */
const ROUTE_WORDS: ReadonlySet<string> = new Set(['finetunes', 'import', 'pulls']);
/** An id is always an id: a name like one could not be told from it. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A name as it is kept and compared: without spaces around it, in lower case. */
export const normaliseModelName = (name: string): string => name.trim().toLowerCase();

export const isModelId = (text: string): boolean => UUID.test(text);

export class ModelNameTakenError extends ConflictError {
  constructor(name: string) {
    super('model-name-taken', `There is a model "${name}" already, or one is being trained; choose another name.`);
  }
}

/**
 * The name that a new model gets.
 * @param installed names of the models that come with Earshot or were fetched
 * @throws InvalidRequestError when it cannot be a name
 * @throws ModelNameTakenError when it is one that everybody has
 */
export function readNewModelName(text: string, installed: Iterable<string>): string {
  const name = readModelName(text);
  if (MODEL_ALIASES.has(name) || [...MODEL_ALIASES.values(), ...installed].includes(name)) {
    throw new ModelNameTakenError(name);
  }
  return name;
}

/**
 * A text that could be the name of a model, as it is kept.
 * @throws InvalidRequestError when it cannot be a name
 */
export function readModelName(text: string): string {
  const name = normaliseModelName(text);
  if (!MODEL_NAME.test(name)) {
    throw InvalidRequestError.forField(
      'name',
      'must be 1 to 100 letters, digits, "_", "." and "-", and not dots alone',
    );
  }
  if (isModelId(name) || ROUTE_WORDS.has(name)) {
    throw InvalidRequestError.forField('name', 'must not look like an id or be a word of the API; choose another one');
  }
  return name;
}
