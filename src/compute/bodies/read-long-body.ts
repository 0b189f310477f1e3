import { InvalidRequestError } from '../../common/errors/errors.js';
import { LONG_BODY_VALUES } from '../../common/http/body-limits.js';
import { checkStructure } from '../../common/http/check-structure.js';

/** @throws InvalidRequestError as soon as there are more values than are read */
function assertFewValues(body: object): void {
  const open: object[] = [body];
  let count = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const children: readonly unknown[] = Array.isArray(next) ? next : Object.values(next);
    count += children.length;
    if (count > LONG_BODY_VALUES) throw new InvalidRequestError(`The body holds more than ${LONG_BODY_VALUES} values.`);
    for (const child of children) if (typeof child === 'object' && child !== null) open.push(child);
  }
}

/**
 * Reads JSON of some megabytes so that what is left for the main thread is little.
 * @throws InvalidRequestError for what is no JSON object or list, has too many values or is nested too deep
 */
export function readLongBody(text: string): object {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new InvalidRequestError('The body is not valid JSON.');
  }
  if (typeof body !== 'object' || body === null) throw new InvalidRequestError('The body is not valid JSON.');
  assertFewValues(body);
  checkStructure(body);
  return body;
}
