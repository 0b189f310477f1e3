import { Injectable } from '@nestjs/common';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { AudioStore, type DerivedFile } from '../../audio/store/audio-store.js';
import { LeastRecentlyUsed } from '../tiles/least-recently-used.js';
import { hopOf, type PyramidDescription, TILE_COLUMNS } from './pyramid-description.js';
import type { ExcerptPlace, PyramidExcerpt } from './pyramid-excerpt.js';
import { HEADER_BYTES, indexRange, PyramidIndex, readPyramidHeader } from './pyramid-file.js';
import { derivedNameOf } from './pyramid-settings.js';

const inflate = promisify(inflateRaw);
/** 24 hours of recording have an index of half a megabyte. */
const INDEX_CACHE_BYTES = 16 * 1024 * 1024;

/** Levels of a tile in half decibels, column after column, the lowest row first. */
export interface TilePlanes {
  readonly max: Buffer;
  /** Undefined when only the maximum was asked for. */
  readonly below?: Buffer;
}

/** An open pyramid; it stays the same until it is closed, also when it is built again meanwhile. */
export interface OpenPyramid {
  readonly description: PyramidDescription;
  /** @returns undefined where there is no such tile */
  tile(zoom: number, x: number, withMean: boolean): Promise<TilePlanes | undefined>;
  /** The tiles of a place as they are stored. */
  excerpt(place: ExcerptPlace, withMean: boolean): Promise<PyramidExcerpt>;
}

/** Reads what the analysis `spectrogram` has built. */
@Injectable()
export class PyramidsService {
  private readonly indexes = new LeastRecentlyUsed<PyramidIndex>(INDEX_CACHE_BYTES);

  constructor(private readonly store: AudioStore) {}

  /** @returns undefined when there is none, else what `work` gives */
  async use<Result>(
    key: string,
    channel: number | 'mono',
    work: (pyramid: OpenPyramid) => Promise<Result>,
  ): Promise<Result | undefined> {
    const file = await this.store.openDerived(key, derivedNameOf(channel));
    if (file === undefined) return undefined;
    try {
      const index = await this.indexOf(file, `${key}.${channel}`);
      const { description } = index;
      return await work({
        description,
        tile: async (zoom, x, withMean) => {
          const planes = await readPlanes(file, index, { zoom, x, withMean });
          return planes && inflatePlanes(planes);
        },
        excerpt: (place, withMean) => readExcerpt(file, index, place, withMean),
      });
    } finally {
      await file.close();
    }
  }

  /** The header tells whether the index that is kept belongs to this file. */
  private async indexOf(file: DerivedFile, name: string): Promise<PyramidIndex> {
    const head = await file.read({ start: 0, end: HEADER_BYTES - 1 });
    const cacheKey = `${name}.${head.toString('base64')}`;
    const kept = this.indexes.get(cacheKey);
    if (kept !== undefined) return kept;
    const header = readPyramidHeader(head);
    const bytes = await file.read(indexRange(header));
    const index = new PyramidIndex(header, bytes);
    this.indexes.set(cacheKey, index, bytes.length);
    return index;
  }
}

async function readPlanes(
  file: DerivedFile,
  index: PyramidIndex,
  { zoom, x, withMean }: { zoom: number; x: number; withMean: boolean },
): Promise<TilePlanes | undefined> {
  const entry = index.entry(zoom, x);
  if (entry === undefined) return undefined;
  const { position, maxBytes, belowBytes } = entry;
  const bytes = await file.read({ start: position, end: position + maxBytes + (withMean ? belowBytes : 0) - 1 });
  return withMean ? { max: bytes.subarray(0, maxBytes), below: bytes.subarray(maxBytes) } : { max: bytes };
}

async function inflatePlanes({ max, below }: TilePlanes): Promise<TilePlanes> {
  return { max: await inflate(max), ...(below && { below: await inflate(below) }) };
}

async function readExcerpt(
  file: DerivedFile,
  index: PyramidIndex,
  { zoom, firstTile, lastTile }: ExcerptPlace,
  withMean: boolean,
): Promise<PyramidExcerpt> {
  const tiles: TilePlanes[] = [];
  for (let x = firstTile; x <= lastTile; x++) {
    const planes = await readPlanes(file, index, { zoom, x, withMean });
    if (planes !== undefined) tiles.push(planes);
  }
  const { description } = index;
  const firstColumn = firstTile * TILE_COLUMNS;
  return { rows: description.rows, hopLength: hopOf(description, zoom), firstColumn, tiles };
}
