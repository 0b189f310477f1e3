import { Injectable } from '@nestjs/common';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { AudioStore, type DerivedFile } from '../../audio/store/audio-store.js';
import { LeastRecentlyUsed } from '../tiles/least-recently-used.js';
import { DamagedPyramidError } from './damaged-pyramid.error.js';
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
  /** @returns undefined where there is no such tile @throws DamagedPyramidError */
  tile(zoom: number, x: number, withMean: boolean): Promise<TilePlanes | undefined>;
  /** The tiles of a place as they are stored. @throws DamagedPyramidError */
  excerpt(place: ExcerptPlace, withMean: boolean): Promise<PyramidExcerpt>;
}

/** Reads what the analysis `spectrogram` has built. */
@Injectable()
export class PyramidsService {
  private readonly indexes = new LeastRecentlyUsed<PyramidIndex>(INDEX_CACHE_BYTES);

  constructor(private readonly store: AudioStore) {}

  /** @returns undefined when there is none, else what `work` gives @throws DamagedPyramidError */
  async use<Result>(
    key: string,
    channel: number | 'mono',
    work: (pyramid: OpenPyramid) => Promise<Result>,
  ): Promise<Result | undefined> {
    const file = await this.store.openDerived(key, derivedNameOf(channel));
    if (file === undefined) return undefined;
    try {
      const header = await file.read({ start: 0, end: HEADER_BYTES - 1 });
      const cacheKey = `${key}.${channel}.${header.toString('base64')}`;
      const index = await this.indexOf(file, header, cacheKey);
      const { description } = index;
      const opened: OpenPyramid = {
        description,
        tile: async (zoom, x, withMean) => {
          const planes = await readPlanes(file, index, { zoom, x, withMean });
          return planes && inflatePlanes(planes, description.rows);
        },
        excerpt: (place, withMean) => readExcerpt(file, index, place, withMean),
      };
      return await work(opened).catch((error: unknown) => {
        // Built again, the header is the same: the index must be read again.
        if (DamagedPyramidError.is(error)) this.indexes.delete(cacheKey);
        throw error;
      });
    } finally {
      await file.close();
    }
  }

  /** The header tells whether the index that is kept belongs to this file. */
  private async indexOf(file: DerivedFile, head: Buffer, cacheKey: string): Promise<PyramidIndex> {
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
  const length = maxBytes + (withMean ? belowBytes : 0);
  const bytes = await file.read({ start: position, end: position + length - 1 });
  if (bytes.length !== length) throw new DamagedPyramidError();
  return withMean ? { max: bytes.subarray(0, maxBytes), below: bytes.subarray(maxBytes) } : { max: bytes };
}

async function inflatePlane(plane: Buffer, rows: number): Promise<Buffer> {
  const length = TILE_COLUMNS * rows;
  const cells = await inflate(plane, { maxOutputLength: length }).catch(() => undefined);
  if (cells?.length !== length) throw new DamagedPyramidError();
  return cells;
}

async function inflatePlanes({ max, below }: TilePlanes, rows: number): Promise<TilePlanes> {
  return { max: await inflatePlane(max, rows), ...(below && { below: await inflatePlane(below, rows) }) };
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
