import { LabelFileError, type Place } from './label-file-error.js';

const COMMA = /^([+-]?\d+),(\d+)$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * A number as programs write it. NaN and infinity are words, not numbers.
 * @param withComma whether the decimals may stand behind a comma
 * @throws LabelFileError
 */
export function readNumber(text: string, place: Place, name: string, withComma = false): number {
  const trimmed = withComma ? text.trim().replace(COMMA, '$1.$2') : text.trim();
  if (!NUMBER.test(trimmed)) {
    const shown = JSON.stringify(trimmed.slice(0, 40));
    throw new LabelFileError(place, `${name} must be a number with a decimal point, not ${shown}.`);
  }
  return Number(trimmed);
}

/** The same, or null for an empty cell. */
export const readOptionalNumber = (text: string, place: Place, name: string): number | null =>
  text.trim() === '' ? null : readNumber(text, place, name);
