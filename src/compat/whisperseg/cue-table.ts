import { toClockTime } from '../../annotations/formats/clock-time.js';
import type { SegmentColumns } from './segment.dto.js';

/** Columns that Adobe Audition imports as cues when they are saved as a table; the first name begins with a byte-order mark. */
export type CueTable = Readonly<
  Record<'\ufeffName' | 'Start' | 'Duration' | 'Time Format' | 'Type' | 'Description', string[]>
>;

export function toCueTable({ onset, offset }: SegmentColumns): CueTable {
  const each = (text: string): string[] => onset.map(() => text);
  return {
    '\ufeffName': each(''),
    Start: onset.map(toClockTime),
    Duration: onset.map((start, index) => toClockTime(offset[index] - start)),
    'Time Format': each('decimal'),
    Type: each('Cue'),
    Description: each(''),
  };
}
