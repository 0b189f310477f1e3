import { InvalidRequestError } from '../errors/errors.js';

/** No request of the API is deeper; much deeper ones would exhaust the stack of whatever walks through them. */
const MAX_DEPTH = 32;
/** No request class has as many. Conversion and validation of objects with thousands of fields take seconds, on the main thread. */
const MAX_FIELDS = 500;

/**
 * Refuses what converting and validating cannot be trusted with: nesting and fields without end, and names such as `__proto__` or
 * `toString` that every object has and that would therefore pass as known fields.
 * @param value parsed JSON, or fields of a form or query
 * @param mostFields of one object
 * @throws InvalidRequestError naming the field
 */
export function checkStructure(value: unknown, mostFields = MAX_FIELDS): void {
  const open: { readonly part: unknown; readonly depth: number }[] = [{ part: value, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { part, depth } = next;
    if (typeof part !== 'object' || part === null) continue;
    if (depth === MAX_DEPTH) throw new InvalidRequestError(`Values may be nested ${MAX_DEPTH} deep at most.`);
    const entries = Object.entries(part);
    if (!Array.isArray(part) && entries.length > mostFields) {
      throw new InvalidRequestError(`An object may have ${mostFields} fields at most.`);
    }
    for (const [name, child] of entries) {
      if (name in Object.prototype) throw InvalidRequestError.forField(name, 'is not a name that a field can have');
      open.push({ part: child, depth: depth + 1 });
    }
  }
}
