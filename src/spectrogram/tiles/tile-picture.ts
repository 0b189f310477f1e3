import { intensity, type LevelRange } from '../picture/intensity.js';
import { type PaintStyle, palette, paintIndexed, type Picture } from '../picture/paint.js';
import { levelOf, type PyramidDescription } from '../pyramid/pyramid-description.js';
import type { TilePlanes } from '../pyramid/pyramids.service.js';

const LOW_SHARE = 1e-4;
const RANGE_DB = 80;

/**
 * The levels that are darkest and brightest in all tiles of a recording, so that neighbours join: as in a single view, one value in 10,000
 * lies outside on either side, and what is 80 dB below the loudest value is silence.
 */
export function rangeOf({ counts }: Pick<PyramidDescription, 'counts'>): LevelRange {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const rank = (share: number): number => {
    let seen = 0;
    return counts.findIndex((count) => (seen += count) > share * (total - 1));
  };
  const loudest = levelOf(counts.findLastIndex((count) => count > 0));
  return {
    lowest: Math.max(levelOf(rank(LOW_SHARE)), loudest - RANGE_DB),
    highest: levelOf(rank(1 - LOW_SHARE)),
  };
}

/** Colours of the 256 values. */
export function tilePalette(description: PyramidDescription, style: PaintStyle, given?: LevelRange | null): Uint8Array {
  const range = given ?? rangeOf(description);
  const greys = Uint8Array.from({ length: 256 }, (_, value) => 255 * intensity(levelOf(value), range));
  const greyCounts = new Float64Array(256);
  greys.forEach((grey, value) => (greyCounts[grey] += description.counts[value]));
  const colors = palette(greyCounts, style);
  const table = new Uint8Array(3 * greys.length);
  greys.forEach((grey, value) => table.set(colors.subarray(3 * grey, 3 * grey + 3), 3 * value));
  return table;
}

/** Less than a millisecond of work for a tile. */
export function paintTile({ max, below }: TilePlanes, rows: number, table: Uint8Array): Picture {
  const values = below === undefined ? max : max.map((value, index) => value - below[index]);
  return paintIndexed(values, rows, table);
}
