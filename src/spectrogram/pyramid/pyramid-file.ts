import { writeSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { DamagedPyramidError } from './damaged-pyramid.error.js';
import { type PyramidDescription, tilesOf } from './pyramid-description.js';
import type { FinishedTile } from './pyramid-levels.js';

/**
 * Little-endian: header of 32 bytes (magic, unused, position of the description (float64), its length, number of tiles, eight of its identity), deflated planes of tiles
 * in any order, the description as JSON, and for each tile, zoom after zoom, position (float64) and lengths of both planes (uint32).
 */
const MAGIC = 0x31535045; // "EPS1"
export const HEADER_BYTES = 32;
export const ENTRY_BYTES = 16;
/** Headers of files that differ differ: an index may be kept under the header that it was read with. */
const IDENTITY_AT = 24;

/** Where the planes of a tile lie: the maximum, and right behind it how far the mean lies below. */
export interface TileEntry {
  readonly position: number;
  readonly maxBytes: number;
  readonly belowBytes: number;
}

export interface PyramidHeader {
  readonly position: number;
  readonly descriptionBytes: number;
  readonly tiles: number;
}

const FAST = { level: 1 };

/** Writes a pyramid's file from front to back; only the header is written last. */
export class PyramidWriter {
  private position = HEADER_BYTES;
  /** By level from the finest, then by x. */
  private readonly entries: TileEntry[][] = [];

  constructor(private readonly descriptor: number) {}

  write({ level, x, max, below }: FinishedTile): void {
    const maxPlane = deflateRawSync(max, FAST);
    const belowPlane = deflateRawSync(below, FAST);
    (this.entries[level] ??= [])[x] = {
      position: this.position,
      maxBytes: maxPlane.length,
      belowBytes: belowPlane.length,
    };
    this.append(maxPlane);
    this.append(belowPlane);
  }

  finish(description: PyramidDescription): number {
    const text = Buffer.from(JSON.stringify(description));
    const zooms = description.columns.map((columns, zoom) => {
      const level = description.columns.length - 1 - zoom;
      return this.entries[level].slice(0, tilesOf(columns));
    });
    const entries = zooms.flat();
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32LE(MAGIC, 0);
    header.writeDoubleLE(this.position, 8);
    header.writeUInt32LE(text.length, 16);
    header.writeUInt32LE(entries.length, 20);
    header.write(description.identity, IDENTITY_AT, 'latin1');
    const index = Buffer.alloc(ENTRY_BYTES * entries.length);
    entries.forEach(({ position, maxBytes, belowBytes }, at) => {
      index.writeDoubleLE(position, ENTRY_BYTES * at);
      index.writeUInt32LE(maxBytes, ENTRY_BYTES * at + 8);
      index.writeUInt32LE(belowBytes, ENTRY_BYTES * at + 12);
    });
    this.append(text);
    this.append(index);
    writeSync(this.descriptor, header, 0, header.length, 0);
    return this.position;
  }

  private append(bytes: Uint8Array): void {
    for (let written = 0; written < bytes.length;) {
      written += writeSync(this.descriptor, bytes, written, bytes.length - written, this.position + written);
    }
    this.position += bytes.length;
  }
}

/** Far more than there ever are: what a damaged header says must not become an allocation. */
const MOST_DESCRIPTION_BYTES = 1 << 20;
const MOST_TILES = 1 << 22;

/** @throws DamagedPyramidError when these are not the first bytes of a pyramid's file */
export function readPyramidHeader(bytes: Buffer): PyramidHeader {
  if (bytes.length < HEADER_BYTES || bytes.readUInt32LE(0) !== MAGIC) throw new DamagedPyramidError();
  const position = bytes.readDoubleLE(8);
  const descriptionBytes = bytes.readUInt32LE(16);
  const tiles = bytes.readUInt32LE(20);
  const isSound =
    Number.isSafeInteger(position) &&
    position >= HEADER_BYTES &&
    descriptionBytes <= MOST_DESCRIPTION_BYTES &&
    tiles <= MOST_TILES;
  if (!isSound) throw new DamagedPyramidError();
  return { position, descriptionBytes, tiles };
}

/** First and last byte of description and index. */
export const indexRange = ({ position, descriptionBytes, tiles }: PyramidHeader): { start: number; end: number } => ({
  start: position,
  end: position + descriptionBytes + ENTRY_BYTES * tiles - 1,
});

function readDescription(text: string): PyramidDescription {
  let description: Partial<PyramidDescription> | null;
  try {
    description = JSON.parse(text) as Partial<PyramidDescription> | null;
  } catch {
    throw new DamagedPyramidError();
  }
  const { columns, counts } = description ?? {};
  if (!Array.isArray(columns) || !Array.isArray(counts)) throw new DamagedPyramidError();
  return description as PyramidDescription;
}

/** A pyramid's description and where its tiles lie. */
export class PyramidIndex {
  readonly description: PyramidDescription;
  private readonly entries: Buffer;
  /** Number of the first tile of each zoom. */
  private readonly firsts: readonly number[];

  /** Where the planes of all tiles end. */
  private readonly planesEnd: number;

  /** @param bytes what `indexRange` delimits @throws DamagedPyramidError */
  constructor({ position, descriptionBytes, tiles }: PyramidHeader, bytes: Buffer) {
    this.planesEnd = position;
    this.description = readDescription(bytes.toString('utf8', 0, descriptionBytes));
    this.entries = bytes.subarray(descriptionBytes);
    const described = this.description.columns.reduce((sum, columns) => sum + tilesOf(columns), 0);
    if (described !== tiles || this.entries.length !== ENTRY_BYTES * tiles) throw new DamagedPyramidError();
    let first = 0;
    this.firsts = this.description.columns.map((columns) => {
      first += tilesOf(columns);
      return first - tilesOf(columns);
    });
  }

  /** @returns undefined where there is no such tile @throws DamagedPyramidError */
  entry(zoom: number, x: number): TileEntry | undefined {
    const { columns } = this.description;
    if (!Number.isInteger(zoom) || !Number.isInteger(x) || zoom < 0 || x < 0) return undefined;
    if (zoom >= columns.length || x >= tilesOf(columns[zoom])) return undefined;
    const at = ENTRY_BYTES * (this.firsts[zoom] + x);
    const position = this.entries.readDoubleLE(at);
    const maxBytes = this.entries.readUInt32LE(at + 8);
    const belowBytes = this.entries.readUInt32LE(at + 12);
    const isInside = position >= HEADER_BYTES && position + maxBytes + belowBytes <= this.planesEnd;
    if (!isInside) throw new DamagedPyramidError();
    return { position, maxBytes, belowBytes };
  }
}
