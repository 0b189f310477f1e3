import { clockTime } from '../clock-time.js';
import { type Cue, toCues } from '../subtitle-cues.js';
import type { Piece } from '../transcript-pieces.js';
import type { TranscriptFormat } from './transcript-format.js';

/** SubRip knows no escapes: an arrow is the one thing that would be read as something else. */
const harmless = (text: string): string => text.replaceAll('-->', '->');

const textOf = ({ lines }: Cue, marked?: Piece): string =>
  lines
    .map((line) =>
      line
        .map((piece, index) => {
          const text = harmless(piece.text);
          return `${index === 0 ? '' : piece.gap}${piece === marked ? `<u>${text}</u>` : text}`;
        })
        .join(''),
    )
    .join('\n');

interface Shown {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The same cue once for each word, which is underlined, and without underline between words. */
function* highlighted(cue: Cue): Generator<Shown> {
  let last = cue.start;
  for (const piece of cue.lines.flat()) {
    const start = Math.max(last, piece.start);
    const end = Math.min(cue.end, piece.end);
    if (end <= start) continue;
    if (start > last) yield { start: last, end: start, text: textOf(cue) };
    yield { start, end, text: textOf(cue, piece) };
    last = end;
  }
  if (last < cue.end || last === cue.start) yield { start: last, end: cue.end, text: textOf(cue) };
}

/** SubRip subtitles. */
export const srt: TranscriptFormat = {
  extension: 'srt',
  contentType: 'application/x-subrip; charset=utf-8',
  write: ({ segments }, { highlightWords, ...options }) =>
    toCues(segments, options)
      .flatMap((cue) => (highlightWords ? [...highlighted(cue)] : [{ ...cue, text: textOf(cue) }]))
      .map(
        ({ start, end, text }, index) =>
          `${index + 1}\n${clockTime(start, ',')} --> ${clockTime(end, ',')}\n${text}\n\n`,
      )
      .join(''),
};
