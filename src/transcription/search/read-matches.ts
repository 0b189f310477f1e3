import type { TranscriptWord } from '../transcript.js';
import type { SearchMatch } from './dto/search-result.dto.js';

/** What PostgreSQL is told to put around a match: characters that no transcript holds. */
export const MATCH_START = '\u0002';
export const MATCH_STOP = '\u0003';

export interface MarkedSegment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly words: readonly TranscriptWord[];
  /** `spaceWords(text)` with the matches marked. */
  readonly marked: string;
}

/** Where the matches of a segment stand in its text, and when they were said. */
export function readMatches({ text, start, end, words, marked }: MarkedSegment): SearchMatch[] {
  const places = placesOf(words, text);
  return marksIn(marked, text).map(({ from, to }) => {
    const said = places.filter((place) => place.from < to && place.to > from);
    const time = said.length === 0 ? { start, end } : { start: said[0].start, end: said.at(-1)!.end };
    return { text: text.slice(from, to), from, to, ...time, confidence: confidenceOf(said) };
  });
}

const isSpace = (character: string): boolean => /\s/u.test(character);

/** The marked text differs from the other one in marks and spaces alone, so both are read side by side. */
function marksIn(marked: string, text: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let position = 0;
  let from: number | undefined;
  for (const character of marked) {
    if (character === MATCH_START) {
      while (position < text.length && isSpace(text[position])) position++;
      from = position;
    } else if (character === MATCH_STOP) {
      if (from !== undefined && position > from) found.push({ from, to: position });
      from = undefined;
    } else if (!isSpace(character)) {
      while (position < text.length && isSpace(text[position])) position++;
      position += character.length;
    }
  }
  return found;
}

function placesOf(words: readonly TranscriptWord[], text: string) {
  let position = 0;
  return words.map((word) => {
    const found = text.indexOf(word.word, position);
    const from = found === -1 ? position : found;
    position = found === -1 ? position : found + word.word.length;
    return { ...word, from, to: position };
  });
}

function confidenceOf(words: readonly TranscriptWord[]): number | null {
  if (words.length === 0) return null;
  const mean = words.reduce((sum, { confidence }) => sum + Math.log(confidence), 0) / words.length;
  return Math.round(Math.exp(mean) * 10_000) / 10_000;
}
