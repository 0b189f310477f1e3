import { Injectable, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { createHash } from 'node:crypto';
import type { Principal } from '../common/principal/principal.js';
import { RecordingsService } from '../recordings/recordings.service.js';
import type { SpectrogramQuery, ViewFormat } from './dto/spectrogram-query.dto.js';
import { axesOf } from './view/view-axes.js';
import { resolveOutput, resolveView } from './view/resolve-view.js';
import { type PyramidExcerpt, placeOf } from './pyramid/pyramid-excerpt.js';
import { DamagedPyramidError } from './pyramid/damaged-pyramid.error.js';
import { PyramidsService } from './pyramid/pyramids.service.js';
import type { ViewSettings } from './view/view-settings.js';
import { SpectrogramsService } from './spectrograms.service.js';
import { untilClosed } from './until-closed.js';

/** To be raised with every change of what comes out for the same settings. */
const ALGORITHM = 2;

export const CONTENT_TYPES: Readonly<Record<ViewFormat, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  json: 'application/json; charset=utf-8',
  npy: 'application/x-npy',
};

/** Answers requests for views of recordings. */
@Injectable()
export class SpectrogramViews {
  private readonly logger = new Logger(SpectrogramViews.name);

  constructor(
    private readonly recordings: RecordingsService,
    private readonly spectrograms: SpectrogramsService,
    private readonly pyramids: PyramidsService,
  ) {}

  /** Sends the view, or only its headers when the caller has it already (304) or asks for no more (HEAD). */
  async send(
    caller: Principal,
    id: string,
    query: SpectrogramQuery,
    request: Request,
    response: Response,
  ): Promise<void> {
    const recording = await this.recordings.find(caller, id);
    const settings = resolveView(query, recording);
    const output = resolveOutput(query);
    const tiles = await this.tilesFor(recording.storageKey, settings);
    const identity = JSON.stringify([ALGORITHM, recording.sha256, settings, output, tiles?.identity]);
    response.set({
      // Not for ever: a newer server may draw the same address otherwise, and so do tiles that are built meanwhile.
      'Cache-Control': 'private, max-age=3600',
      'Content-Type': CONTENT_TYPES[query.format],
      ETag: `"${createHash('sha256').update(identity).digest('base64url')}"`,
      'X-Spectrogram': JSON.stringify(axesOf(settings)),
    });
    if (request.fresh) return void response.status(304).end();
    if (request.method === 'HEAD') return void response.end();
    await untilClosed(response, async (signal) => {
      const source = await this.recordings.audioSourceOf(id);
      const excerpt = tiles && (await this.excerptOf(recording.storageKey, settings));
      const fromSamples = { source, settings, output };
      const bytes = await this.spectrograms
        .render({ ...fromSamples, excerpt }, signal)
        .catch((error: unknown) => this.withoutTiles(error, () => this.spectrograms.render(fromSamples, signal)));
      response.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    });
  }

  /** The tiles from which the view can be drawn, if there are such. */
  private tilesFor(key: string, settings: ViewSettings): Promise<{ readonly identity: string } | undefined> {
    return this.pyramids
      .use(key, settings.channel, ({ description }) =>
        Promise.resolve(placeOf(description, settings) && { identity: description.identity }),
      )
      .catch((error: unknown) => this.withoutTiles(error, () => undefined));
  }

  private excerptOf(key: string, settings: ViewSettings): Promise<PyramidExcerpt | undefined> {
    return this.pyramids
      .use(key, settings.channel, async (pyramid) => {
        const place = placeOf(pyramid.description, settings);
        return place && pyramid.excerpt(place, settings.aggregate === 'mean');
      })
      .catch((error: unknown) => this.withoutTiles(error, () => undefined));
  }

  /** Views can do without tiles that are damaged. */
  private withoutTiles<Result>(error: unknown, instead: () => Result): Result {
    if (!DamagedPyramidError.is(error)) throw error;
    this.logger.warn(error);
    return instead();
  }
}
