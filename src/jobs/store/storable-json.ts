/** One JSON escape sequence; the first alternative is what `jsonb` cannot hold: NUL and half of a surrogate pair. */
const ESCAPE = /\\(?:(u0000|ud[89a-f][0-9a-f]{2})|.)/g;

/**
 * JSON text that PostgreSQL's `jsonb` takes. Characters which it cannot hold become U+FFFD; NaN and infinities become null,
 * as `JSON.stringify` has it.
 * @throws TypeError when the value cannot be written as JSON
 */
export function toStorableJson(value: object): string {
  return JSON.stringify(value).replace(ESCAPE, (escape, unstorable) => (unstorable ? '\\ufffd' : escape));
}
