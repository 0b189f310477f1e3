/** Typographic apostrophes and their like. */
const APOSTROPHES = /[’‘ʼ`´]/gu;
/** Thousands: `3,000`. */
const WITHIN_NUMBER = /(?<=\p{N}),(?=\p{N})/gu;
/** Letters with their marks, digits, and apostrophes between them. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a text in lower case, without punctuation; what punctuation joins, such as a hyphen, is two words. */
export function plainWords(text: string): string[] {
  const plain = text.normalize('NFC').toLowerCase().replace(APOSTROPHES, "'").replace(WITHIN_NUMBER, '');
  return plain.match(WORD) ?? [];
}
