import type { TranscriptSegment } from '../transcript.js';
import { type Piece, piecesOf } from './transcript-pieces.js';

export interface CueOptions {
  /** Characters (as a reader counts them) in a line; a longer word has a line of its own. Default: lines are not cut. */
  readonly maxLineLength?: number;
  /** Lines in a cue. Default: as many as a segment needs. */
  readonly maxLineCount?: number;
}

/** What stands on the screen at one time. Times are seconds. */
export interface Cue {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly (readonly Piece[])[];
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
// Counting graphemes is slow; in ASCII each character is one.
const lengthOf = (text: string): number =>
  /^[\x20-\x7e]*$/.test(text) ? text.length : [...graphemes.segment(text)].length;

/**
 * Cuts a transcript into cues. No cue reaches over two segments, none ends before it starts and none starts before the one before it has ended.
 * @returns none for segments without text
 */
export function toCues(segments: readonly TranscriptSegment[], options: CueOptions = {}): Cue[] {
  const cues: Cue[] = [];
  for (const segment of segments) {
    const lines = toLines(piecesOf(segment), options.maxLineLength ?? Infinity);
    const size = options.maxLineCount ?? lines.length;
    for (let first = 0; first < lines.length; first += size) {
      const part = lines.slice(first, first + size);
      const isWhole = part.length === lines.length;
      const earliest = cues.at(-1)?.end ?? 0;
      const start = Math.max(earliest, isWhole ? segment.start : part[0][0].start);
      cues.push({ start, end: Math.max(start, isWhole ? segment.end : part.at(-1)!.at(-1)!.end), lines: part });
    }
  }
  return cues;
}

function toLines(pieces: readonly Piece[], maxLength: number): Piece[][] {
  const lines: Piece[][] = [];
  let length = 0;
  for (const piece of pieces) {
    const own = lengthOf(piece.text);
    const longer = length + piece.gap.length + own;
    const line = lines.at(-1);
    if (line === undefined || longer > maxLength) {
      lines.push([piece]);
      length = own;
    } else {
      line.push(piece);
      length = longer;
    }
  }
  return lines;
}
