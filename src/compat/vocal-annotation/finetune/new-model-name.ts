import { InvalidRequestError } from '../../../common/errors/errors.js';

const ALLOWED = /^[a-zA-Z0-9_.-]+$/;
const OTHERS = /[^a-zA-Z0-9_.-]/gu;

/**
 * The name of a new model as it is kept: trimmed, in lower case.
 * @throws InvalidRequestError in the words that clients know
 */
export function readNewModelName(text: string): string {
  const name = text.trim();
  if (name === '') throw new InvalidRequestError('Model name cannot be empty');
  if (!ALLOWED.test(name)) {
    const special = [...new Set(name.match(OTHERS))].slice(0, 20).join('');
    throw new InvalidRequestError(`Model name cannot contain special characters "${special}"`);
  }
  return name.toLowerCase();
}
