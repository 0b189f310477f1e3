import { pythonFloat } from './python-literal.js';

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Units of UTF-16, as Python writes them: two for characters outside the basic plane. */
const ascii = (json: string): string =>
  json.replaceAll(/\P{ASCII}/gu, (character) => character.split('').map(escapeUnit).join(''));

const text = (value: string): string => ascii(JSON.stringify(value));

/** `json.dumps` of a list of strings: spaces after commas, ASCII only. */
export const dumpList = (values: readonly string[]): string => `[${values.map(text).join(', ')}]`;

/** `json.dumps` of a dictionary of counts, in the order of the entries. */
export const dumpCounts = (counts: ReadonlyMap<string, number>): string =>
  `{${Array.from(counts, ([name, count]) => `${text(name)}: ${count}`).join(', ')}}`;

/** A flat object as Django REST framework renders it: compact, UTF-8, and every number a float, as those of a recording are. */
export function renderWithFloats(object: object): string {
  const members = Object.entries(object).map(
    ([name, value]) =>
      `${JSON.stringify(name)}:${typeof value === 'number' ? pythonFloat(value) : JSON.stringify(value)}`,
  );
  return `{${members.join(',')}}`;
}
