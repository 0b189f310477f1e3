import { LabelFileError, placeAt } from './label-file-error.js';

export interface Token<Value> {
  readonly value: Value;
  /** Where in the text it begins. */
  readonly offset: number;
}

const SPACE_OR_COMMENT = /(?:\s|!.*)/y;
const WORD = /[^\s"]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?%?$/i;
const LONGEST_WORD = 1000;

/**
 * Reads Praat's text files as Praat does: only texts in quotation marks, numbers that stand alone and flags as `<exists>` count; the words
 * around them, which the long format has and the short one has not, are skipped.
 */
export class TextGridTokens {
  private position = 0;

  constructor(private readonly text: string) {}

  /** @param what is expected, for people */
  string(what: string): Token<string> {
    const offset = this.next(what);
    if (this.text[offset] !== '"') throw this.fault(offset, `${what} must be a text in quotation marks.`);
    let end = this.text.indexOf('"', offset + 1);
    while (end !== -1 && this.text[end + 1] === '"') end = this.text.indexOf('"', end + 2);
    if (end === -1) throw this.fault(offset, 'the quotation mark that begins here is never closed.');
    this.position = end + 1;
    return { value: this.text.slice(offset + 1, end).replaceAll('""', '"'), offset };
  }

  number(what: string): Token<number> {
    const offset = this.next(what);
    const word = this.text[offset] === '"' ? '"' : this.word(offset);
    if (!NUMBER.test(word)) throw this.fault(offset, `${what} must be a number.`);
    this.position = offset + word.length;
    const value = word.endsWith('%') ? Number(word.slice(0, -1)) / 100 : Number(word);
    return { value, offset };
  }

  flag(what: string): Token<string> {
    const offset = this.next(what);
    const word = this.word(offset);
    if (!word.startsWith('<')) throw this.fault(offset, `${what} must be a flag as <exists>.`);
    this.position = offset + word.length;
    return { value: word, offset };
  }

  fault(offset: number, message: string): LabelFileError {
    return new LabelFileError(placeAt(this.text, offset), message);
  }

  /** Where the next thing that counts begins. */
  private next(what: string): number {
    for (;;) {
      SPACE_OR_COMMENT.lastIndex = this.position;
      const skipped = SPACE_OR_COMMENT.exec(this.text);
      if (skipped !== null) {
        this.position += skipped[0].length;
        continue;
      }
      if (this.position >= this.text.length) throw this.fault(this.text.length, `the file ends before ${what}.`);
      if (this.text[this.position] === '"') return this.position;
      const word = this.word(this.position);
      if (word.startsWith('<') || NUMBER.test(word)) return this.position;
      this.position += word.length;
    }
  }

  /** What stands there up to a space or a quotation mark. */
  private word(offset: number): string {
    let end = offset;
    while (end < this.text.length && end - offset < LONGEST_WORD && WORD.test(this.text[end])) end++;
    return this.text.slice(offset, end);
  }
}
