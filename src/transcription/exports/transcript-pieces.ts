import type { TranscriptSegment } from '../transcript.js';

/** A word with its time and what stands before it in the text. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Between the word before and this one: a space, or nothing in languages that write none. */
  readonly gap: string;
}

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/**
 * The words of a segment as its text has them. Where it has no word times, its time is shared out by the length of the words.
 * @returns none for a segment without text
 */
export function piecesOf(segment: TranscriptSegment): Piece[] {
  return segment.words.length > 0 ? timedPieces(segment) : sharedPieces(segment);
}

function timedPieces({ text, words }: TranscriptSegment): Piece[] {
  const pieces: Piece[] = [];
  const line = oneLine(text);
  let position = 0;
  for (const { word, start, end } of words) {
    const clean = oneLine(word);
    if (clean === '') continue;
    const found = line.indexOf(clean, position);
    // A word that its text does not have is set apart by a space.
    const gap = found === -1 || found > position ? ' ' : '';
    if (found !== -1) position = found + clean.length;
    pieces.push({ text: clean, start, end, gap: pieces.length === 0 ? '' : gap });
  }
  return pieces;
}

function sharedPieces({ text, start, end }: TranscriptSegment): Piece[] {
  const line = oneLine(text);
  const timeAt = (position: number): number => start + ((end - start) * position) / line.length;
  return [...line.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    text: word,
    start: timeAt(index),
    end: timeAt(index + word.length),
    gap: index === 0 ? '' : ' ',
  }));
}

/** The text of pieces that follow each other. */
export const joinPieces = (pieces: readonly Piece[]): string =>
  pieces.map(({ gap, text }, index) => (index === 0 ? text : gap + text)).join('');
