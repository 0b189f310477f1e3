import { joinPieces } from '../transcript-pieces.js';
import { toCues } from '../subtitle-cues.js';
import type { TranscriptFormat } from './transcript-format.js';

/** Plain text: a line for each segment, or shorter ones where a length is asked for. */
export const txt: TranscriptFormat = {
  extension: 'txt',
  contentType: 'text/plain; charset=utf-8',
  write: ({ segments }, { maxLineLength }) =>
    toCues(segments, { maxLineLength })
      .flatMap(({ lines }) => lines.map((line) => `${joinPieces(line)}\n`))
      .join(''),
};
