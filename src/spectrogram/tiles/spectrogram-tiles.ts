import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { createHash } from 'node:crypto';
import { AnalysesService } from '../../analyses/analyses.service.js';
import { NotFoundError } from '../../common/errors/errors.js';
import type { Principal } from '../../common/principal/principal.js';
import { RecordingsService } from '../../recordings/recordings.service.js';
import type { TileQuery, TilesQuery, TilesResponse } from '../dto/tiles.dto.js';
import { encodePicture } from '../picture/encode-picture.js';
import { frequenciesOf } from '../picture/frequencies-of.js';
import { hopOf, TILE_COLUMNS, tilesOf } from '../pyramid/pyramid-description.js';
import { channelOf } from '../pyramid/pyramid-settings.js';
import { type OpenPyramid, PyramidsService } from '../pyramid/pyramids.service.js';
import { SPECTROGRAM_KIND } from '../pyramid/spectrogram.kind.js';
import { CONTENT_TYPES } from '../spectrogram-views.js';
import { levelRange } from '../view/resolve-view.js';
import { LeastRecentlyUsed } from './least-recently-used.js';
import { paintTile, rangeOf, tilePalette } from './tile-picture.js';
import { TilesMissingError } from './tiles-missing.error.js';

const CACHE_BYTES = 64 * 1024 * 1024;

/** Answers requests for the tiles that the analysis `spectrogram` has built. */
@Injectable()
export class SpectrogramTiles {
  private readonly encoded = new LeastRecentlyUsed<Buffer>(CACHE_BYTES);

  constructor(
    private readonly recordings: RecordingsService,
    private readonly analyses: AnalysesService,
    private readonly pyramids: PyramidsService,
  ) {}

  /** @throws TilesMissingError, DamagedPyramidError */
  async describe(caller: Principal, id: string, query: TilesQuery): Promise<TilesResponse> {
    return this.use(caller, id, query.channel, ({ description }) => {
      const { method, channel, fftLength, rows, sampleRateHz, columns, identity, durationSeconds } = description;
      const frequencies = frequenciesOf({ ...description, binsPerOctave: 0 });
      const { lowest, highest } = rangeOf(description);
      return Promise.resolve({
        channel: channel === 'mono' ? null : channel,
        method,
        version: identity,
        durationSeconds,
        tileWidth: TILE_COLUMNS,
        tileHeight: rows,
        nFft: fftLength,
        minFrequencyHz: description.minimumHz,
        maxFrequencyHz: description.maximumHz,
        frequencies: [...frequencies],
        minDb: lowest,
        maxDb: highest,
        zooms: columns.map((count, zoom) => ({
          zoom,
          tiles: tilesOf(count),
          columns: count,
          secondsPerColumn: hopOf(description, zoom) / sampleRateHz,
        })),
      });
    });
  }

  /** @throws TilesMissingError, DamagedPyramidError, NotFoundError where there is no such tile */
  async send(
    caller: Principal,
    id: string,
    { zoom, x, query }: { zoom: number; x: number; query: TileQuery },
    request: Request,
    response: Response,
  ): Promise<void> {
    const range = levelRange(query);
    await this.use(caller, id, query.channel, async (pyramid) => {
      const { format, colorMap, brightness, contrast, aggregate } = query;
      const { identity } = pyramid.description;
      const what = JSON.stringify([identity, zoom, x, format, colorMap, brightness, contrast, aggregate, range]);
      const etag = createHash('sha256').update(what).digest('base64url');
      response.set({
        // Without the version, the same address shows other tiles when they are built again.
        'Cache-Control': query.version === identity ? 'private, max-age=31536000, immutable' : 'private, no-cache',
        'Content-Type': CONTENT_TYPES[format],
        ETag: `"${etag}"`,
      });
      if (request.fresh) return void response.status(304).end();
      const bytes = this.encoded.get(etag) ?? (await this.encode(pyramid, { zoom, x, query }));
      this.encoded.set(etag, bytes, bytes.length);
      response.end(request.method === 'HEAD' ? undefined : bytes);
    });
  }

  private async encode(
    pyramid: OpenPyramid,
    { zoom, x, query }: { zoom: number; x: number; query: TileQuery },
  ): Promise<Buffer> {
    const planes = await pyramid.tile(zoom, x, query.aggregate === 'mean');
    if (planes === undefined) throw new NotFoundError(`Tile ${x} of zoom ${zoom}`);
    const table = tilePalette(pyramid.description, query, levelRange(query));
    const bytes = await encodePicture(paintTile(planes, pyramid.description.rows, table), query.format);
    return Buffer.from(bytes.buffer);
  }

  private async use<Result>(
    caller: Principal,
    id: string,
    channel: number | undefined,
    work: (pyramid: OpenPyramid) => Promise<Result>,
  ): Promise<Result> {
    const recording = await this.recordings.find(caller, id);
    const chosen = channelOf(channel, recording.channels);
    let isBuilt = false;
    const result = await this.pyramids.use(recording.storageKey, chosen, (pyramid) => {
      isBuilt = true;
      return work(pyramid);
    });
    if (!isBuilt) throw await this.missing(recording, chosen);
    return result as Result;
  }

  private async missing({ id, channels }: { id: string; channels: number }, channel: number | 'mono'): Promise<Error> {
    const unfinished = await this.analyses.listUnfinished(id, SPECTROGRAM_KIND.kind);
    const running = unfinished.find(({ options }) => (options?.channel ?? (channels === 1 ? 0 : 'mono')) === channel);
    return new TilesMissingError(id, channel, running);
  }
}
