import type { Method } from '../picture/methods.js';
import { inflateRawSync } from 'node:zlib';
import type { ViewLevels } from '../view/view-levels.js';
import type { ViewSettings } from '../view/view-settings.js';
import { DamagedPyramidError } from './damaged-pyramid.error.js';
import { hopOf, levelOf, type PyramidDescription, TILE_COLUMNS, tilesOf } from './pyramid-description.js';

/** Neighbouring tiles of one zoom, from which a view is drawn. */
export interface PyramidExcerpt {
  readonly rows: number;
  /** Samples of a column. */
  readonly hopLength: number;
  /** Number of the first tile's first column. */
  readonly firstColumn: number;
  /** Deflated planes of each tile; the lower one only for means. */
  readonly tiles: readonly { readonly max: Uint8Array; readonly below?: Uint8Array }[];
}

/** Which tiles a view needs. */
export interface ExcerptPlace {
  readonly zoom: number;
  readonly firstTile: number;
  readonly lastTile: number;
}

/** Columns of the chosen zoom are so many times finer than those of the view, where there are such. */
const FINER = 2;
const RANGE_DB = 80;

/** Where a view lies in a pyramid; undefined when it has to be computed from the samples, as it shows something else or finer. */
export function placeOf(description: PyramidDescription, view: ViewSettings): ExcerptPlace | undefined {
  const { method, channel, sampleRateHz, fftLength, minimumHz, maximumHz, columns } = description;
  const isSame =
    view.method === method &&
    view.channel === channel &&
    view.sampleRateHz === sampleRateHz &&
    view.fftLength === fftLength &&
    view.minimumHz === minimumHz &&
    view.maximumHz === maximumHz;
  if (!isSame || view.framing === 'clip' || view.aggregate === 'sample') return undefined;
  if (view.hopLength < description.hopLength) return undefined;
  const coarser = columns.findIndex((_, zoom) => hopOf(description, zoom) * FINER <= view.hopLength);
  const zoom = coarser === -1 ? columns.length - 1 : coarser;
  const hop = hopOf(description, zoom);
  const last = Math.ceil((view.startSample + view.hopLength * view.columns) / hop) - 1;
  const lastTile = Math.min(tilesOf(columns[zoom]) - 1, Math.floor(last / TILE_COLUMNS));
  return { zoom, firstTile: Math.floor(view.startSample / hop / TILE_COLUMNS), lastTile };
}

/** Power of each byte value, relative to full scale. */
const POWER = Float64Array.from({ length: 256 }, (_, value) => (value === 0 ? 0 : 10 ** (levelOf(value) / 10)));

/** Draws a view from tiles: each column is the maximum or the mean of the finer ones that it touches. @throws DamagedPyramidError */
export function excerptLevels(excerpt: PyramidExcerpt, settings: ViewSettings): ViewLevels {
  const { columns, rows, startSample, hopLength, aggregate } = settings;
  const cells = inflated(excerpt);
  const spans = rowSpans(rows, excerpt.rows, settings.method);
  const levels = new Float32Array(columns * rows);
  const merged = new Float32Array(excerpt.rows);
  for (let column = 0; column < columns; column++) {
    const begin = Math.floor((startSample + column * hopLength) / excerpt.hopLength) - excerpt.firstColumn;
    const end = Math.ceil((startSample + (column + 1) * hopLength) / excerpt.hopLength) - excerpt.firstColumn;
    if (aggregate === 'mean') mergeMeans(cells, begin, end, merged);
    else mergeMaxima(cells, begin, end, merged);
    for (let row = 0; row < rows; row++) levels[column * rows + row] = spans[row](merged);
  }
  let loudestDb = levelOf(0);
  for (const level of levels) if (level > loudestDb) loudestDb = level;
  for (let index = 0; index < levels.length; index++) levels[index] = Math.max(levels[index] - loudestDb, -RANGE_DB);
  return { levels, compared: levels, loudestDb };
}

function inflated({ tiles, rows }: PyramidExcerpt): Uint8Array {
  const length = TILE_COLUMNS * rows;
  const cells = new Uint8Array(tiles.length * length);
  tiles.forEach(({ max, below }, tile) => {
    cells.set(inflatedPlane(max, length), tile * length);
    if (below === undefined) return;
    inflatedPlane(below, length).forEach((value, index) => (cells[tile * length + index] -= value));
  });
  return cells;
}

function inflatedPlane(plane: Uint8Array, length: number): Uint8Array {
  let cells: Uint8Array;
  try {
    cells = inflateRawSync(plane, { maxOutputLength: length });
  } catch {
    throw new DamagedPyramidError();
  }
  if (cells.length !== length) throw new DamagedPyramidError();
  return cells;
}

function mergeMaxima(cells: Uint8Array, begin: number, end: number, output: Float32Array): void {
  const rows = output.length;
  for (let row = 0; row < rows; row++) {
    let most = 0;
    for (let at = begin * rows + row; at < Math.min(cells.length, end * rows); at += rows)
      if (cells[at] > most) most = cells[at];
    output[row] = levelOf(most);
  }
}

function mergeMeans(cells: Uint8Array, begin: number, end: number, output: Float32Array): void {
  const rows = output.length;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let at = begin * rows + row; at < Math.min(cells.length, end * rows); at += rows) sum += POWER[cells[at]];
    output[row] = sum === 0 ? levelOf(0) : 10 * Math.log10(sum / (end - begin));
  }
}

type ReadRow = (levels: Float32Array) => number;

/** How each of `wanted` rows is read from `given` rows over the same frequencies: the highest of several, or between two. */
function rowSpans(wanted: number, given: number, method: Method): ReadRow[] {
  // Mel bands lie between the limits, other rows reach from one to the other.
  const beyond = method === 'log-mel' ? 1 : 0;
  const step = wanted > 1 || beyond > 0 ? (given - 1 + 2 * beyond) / (wanted - 1 + 2 * beyond) : given;
  return Array.from({ length: wanted }, (_, row): ReadRow => {
    const position = Math.max(0, Math.min(given - 1, (row + beyond) * step - beyond));
    if (wanted === given) return (levels) => levels[row];
    if (wanted > given) {
      const lower = Math.floor(position);
      const upper = Math.min(given - 1, lower + 1);
      return (levels) => levels[lower] + (position - lower) * (levels[upper] - levels[lower]);
    }
    const first = Math.max(0, Math.ceil(position - step / 2));
    const last = Math.min(given - 1, Math.floor(position + step / 2));
    return (levels) => levels.subarray(first, last + 1).reduce((most, level) => Math.max(most, level), -Infinity);
  });
}
