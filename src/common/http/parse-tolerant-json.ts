import { InvalidRequestError } from '../errors/errors.js';

/** What Python's `json` module writes for numbers that JSON does not have. */
const NOT_FINITE = /(?<!\w)(?:NaN|-?Infinity)(?!\w)/y;
/** First letters of them: `-`, `I` and `N`. */
const BEGINS: ReadonlySet<number> = new Set(Buffer.from('-IN'));

/** Place after the quotation mark that ends a string, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (quote - backslashes > start && text[quote - backslashes - 1] === '\\') backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

/** Puts `null` for numbers that are none, outside of strings; in time linear in the text. */
function withoutNotFinite(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  for (let position = 0; position < text.length;) {
    const quote = text.indexOf('"', position);
    const end = quote === -1 ? text.length : quote;
    for (let at = position; at < end; at++) {
      if (!BEGINS.has(text.charCodeAt(at))) continue;
      NOT_FINITE.lastIndex = at;
      if (!NOT_FINITE.test(text)) continue;
      parts.push(text.slice(copied, at), 'null');
      copied = NOT_FINITE.lastIndex;
      at = copied - 1;
    }
    position = quote === -1 ? text.length : endOfString(text, quote + 1);
  }
  parts.push(text.slice(copied));
  return parts.join('');
}

function parse(text: string): { readonly value?: unknown; readonly failed: boolean } {
  try {
    return { value: JSON.parse(text) as unknown, failed: false };
  } catch {
    return { failed: true };
  }
}

/**
 * Parses JSON in which bare `NaN`, `Infinity` and `-Infinity` stand for `null`, as Python programs write them.
 * @throws InvalidRequestError when it is not JSON even so
 */
export function parseTolerantJson(text: string): unknown {
  const strict = parse(text);
  if (!strict.failed) return strict.value;
  const tolerant = parse(withoutNotFinite(text));
  if (tolerant.failed) throw new InvalidRequestError('The body is not valid JSON.');
  return tolerant.value;
}
