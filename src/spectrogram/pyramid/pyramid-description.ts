/** Columns of a tile. */
export const TILE_COLUMNS = 256;
/** Quantisation of levels: 0 stands for this level and everything below, each step for so much more, dB relative to full scale. */
export const LOWEST_DB = -120;
export const STEP_DB = 0.5;

export const levelOf = (value: number): number => LOWEST_DB + STEP_DB * value;

/** What tiles of a recording's channel show. */
export interface PyramidSettings {
  readonly method: 'log-mel' | 'linear';
  readonly channel: number | 'mono';
  readonly sampleRateHz: number;
  readonly fftLength: number;
  /** Samples of a column at the deepest zoom. */
  readonly hopLength: number;
  readonly rows: number;
  readonly minimumHz: number;
  readonly maximumHz: number;
}

/** A pyramid as it stands at the end of its file. */
export interface PyramidDescription extends PyramidSettings {
  /** The same for the same recording and settings. */
  readonly identity: string;
  readonly durationSeconds: number;
  /** Columns of each zoom, from the whole recording in one tile (0) to the deepest. */
  readonly columns: readonly number[];
  /** How often each of the 256 values occurs at the deepest zoom. */
  readonly counts: readonly number[];
}

export const tilesOf = (columns: number): number => Math.ceil(columns / TILE_COLUMNS);

/** Columns of each zoom when each holds half as many as the next. */
export function columnsOfZooms(deepest: number): number[] {
  const columns = [deepest];
  while (columns[0] > TILE_COLUMNS) columns.unshift(Math.ceil(columns[0] / 2));
  return columns;
}

/** Samples of a column at a zoom. */
export const hopOf = (
  { hopLength, columns }: Pick<PyramidDescription, 'hopLength' | 'columns'>,
  zoom: number,
): number => hopLength * 2 ** (columns.length - 1 - zoom);
