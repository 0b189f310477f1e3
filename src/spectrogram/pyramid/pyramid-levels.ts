import { TILE_COLUMNS } from './pyramid-description.js';
import type { Quantiser } from './quantise.js';

/** A finished tile: bytes of half decibels, column after column, the lowest row first; the last tile of a level is padded with 0. */
export interface FinishedTile {
  /** 0 is the finest. */
  readonly level: number;
  readonly x: number;
  readonly max: Uint8Array;
  /** How far the mean lies below the maximum. */
  readonly below: Uint8Array;
}

/** Sees tiles in the order in which they become complete; the arrays are valid during the call only. */
export type TileVisitor = (tile: FinishedTile) => void;

/** Gathers the columns of one level into tiles, and pairs of them into the columns of the next. */
class Level {
  private readonly max: Uint8Array;
  private readonly below: Uint8Array;
  private readonly pairMax: Float32Array;
  private readonly pairMean: Float32Array;
  private readonly meanBytes: Uint8Array;
  private next?: Level;
  columns = 0;

  constructor(
    private readonly level: number,
    private readonly rows: number,
    private readonly quantiser: Quantiser,
    private readonly visit: TileVisitor,
  ) {
    this.max = new Uint8Array(TILE_COLUMNS * rows);
    this.below = new Uint8Array(TILE_COLUMNS * rows);
    this.pairMax = new Float32Array(rows);
    this.pairMean = new Float32Array(rows);
    this.meanBytes = new Uint8Array(rows);
  }

  push(max: Float32Array, mean: Float32Array): void {
    const { rows, quantiser, meanBytes } = this;
    const offset = (this.columns % TILE_COLUMNS) * rows;
    quantiser.quantise(max, this.max, offset);
    quantiser.quantise(mean, meanBytes, 0);
    for (let row = 0; row < rows; row++) this.below[offset + row] = this.max[offset + row] - meanBytes[row];
    this.pair(max, mean);
    this.columns++;
    if (this.columns % TILE_COLUMNS === 0) this.emit();
  }

  /** Completes the last tile and the levels above. @returns columns of this level and those above, coarsest first */
  finish(): number[] {
    if (this.columns % TILE_COLUMNS !== 0) this.emit();
    if (this.columns <= TILE_COLUMNS) return [this.columns];
    // A last column without a partner stands for itself.
    if (this.columns % 2 === 1) this.above().push(this.pairMax, this.pairMean);
    return [...this.above().finish(), this.columns];
  }

  private pair(max: Float32Array, mean: Float32Array): void {
    const { pairMax, pairMean } = this;
    if (this.columns % 2 === 0) {
      pairMax.set(max);
      pairMean.set(mean);
      return;
    }
    for (let row = 0; row < pairMax.length; row++) {
      if (max[row] > pairMax[row]) pairMax[row] = max[row];
      pairMean[row] = (pairMean[row] + mean[row]) / 2;
    }
    this.above().push(pairMax, pairMean);
  }

  private above(): Level {
    return (this.next ??= new Level(this.level + 1, this.rows, this.quantiser, this.visit));
  }

  private emit(): void {
    const { level, max, below } = this;
    this.visit({ level, x: Math.ceil(this.columns / TILE_COLUMNS) - 1, max, below });
    max.fill(0);
    below.fill(0);
  }
}

/**
 * Builds all zooms of a picture from its finest columns in one pass: each level halves the one below, by the maximum and by the mean of power. Memory
 * grows with the logarithm of the length. Levels above the one that fits into a tile are built too and must be ignored.
 */
export class PyramidLevels {
  private readonly finest: Level;

  constructor(rows: number, quantiser: Quantiser, visit: TileVisitor) {
    this.finest = new Level(0, rows, quantiser, visit);
  }

  /** @param max greatest power of a column's span, by row @param mean mean power */
  push(max: Float32Array, mean: Float32Array): void {
    this.finest.push(max, mean);
  }

  /** @returns columns of each zoom, from the coarsest to the finest */
  finish(): number[] {
    return this.finest.finish();
  }
}
