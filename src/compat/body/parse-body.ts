import { InvalidRequestError } from '../../common/errors/errors.js';
import { checkStructure } from '../../common/http/check-structure.js';
import { parseTolerantJson } from '../../common/http/parse-tolerant-json.js';

export type Body = Record<string, unknown>;

/**
 * The wanted fields of a JSON object; what else a client sends is left out at once.
 * @throws InvalidRequestError when it is something else, or a field is nested without end
 */
export function parseBody(text: string, fields: readonly string[]): Body {
  const body = parseTolerantJson(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new InvalidRequestError('The body must be a JSON object.');
  }
  const picked = fields.filter((field) => Object.hasOwn(body, field)).map((field) => [field, (body as Body)[field]]);
  const wanted = Object.fromEntries(picked) as Body;
  checkStructure(wanted);
  return wanted;
}
