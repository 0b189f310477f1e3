import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { AudioStore } from '../audio/store/audio-store.js';
import { Waveforms } from '../audio/waveforms.js';
import { ApplicationError } from '../common/errors/application-error.js';
import { InvalidRequestError } from '../common/errors/errors.js';
import type { Principal } from '../common/principal/principal.js';
import type { WaveformQuery, WaveformResponse } from './dto/waveform.dto.js';
import { RecordingsService } from './recordings.service.js';

/** The client closed the connection: before the last byte, or before the first. */
const CLIENT_LEFT = ['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE'];

/** A last part that is longer than the whole is the whole (RFC 9110, section 14.1.2), which Express takes for an error. */
function readRange(request: Request, sizeBytes: number): ReturnType<Request['range']> {
  const suffix = /^bytes=-(\d+)$/.exec(request.get('Range') ?? '')?.[1];
  if (Number(suffix) > sizeBytes) return Object.assign([{ start: 0, end: sizeBytes - 1 }], { type: 'bytes' });
  return request.range(sizeBytes);
}

/** The sound of a recording: its bytes as they were uploaded, and its outline. */
@Injectable()
export class RecordingAudio {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly store: AudioStore,
    private readonly waveforms: Waveforms,
  ) {}

  /** Sends the uploaded bytes, or the one range of them that was asked for (RFC 9110, section 14). */
  async send(caller: Principal, id: string, request: Request, response: Response): Promise<void> {
    const recording = await this.recordings.find(caller, id);
    const { sizeBytes, sha256, contentType, originalFileName } = recording;
    const etag = `"${sha256}"`;
    response.attachment(originalFileName);
    response.set({
      'Accept-Ranges': 'bytes',
      'Cache-Control': 'private, max-age=31536000, immutable',
      'Content-Type': contentType,
      ETag: etag,
    });
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    const ifRange = request.get('If-Range');
    const ranges = ifRange === undefined || ifRange === etag ? readRange(request, sizeBytes) : undefined;
    if (ranges === -1) {
      throw new ApplicationError(416, 'range-not-satisfiable', `The recording has ${sizeBytes} bytes.`, {
        headers: { 'Content-Range': `bytes */${sizeBytes}` },
      });
    }
    // Several ranges, or a header that makes no sense, are answered with everything, as the standard allows.
    const range = Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
    const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
    response.status(range === undefined ? 200 : 206).set('Content-Length', String(end - start + 1));
    if (range !== undefined) response.set('Content-Range', `bytes ${start}-${end}/${sizeBytes}`);
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    await pipeline(await this.store.read(recording.storageKey, { start, end }), response).catch((error: unknown) => {
      if (!CLIENT_LEFT.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    });
  }

  async waveform(caller: Principal, id: string, { points, channel }: WaveformQuery): Promise<WaveformResponse> {
    const { storageKey, channels, durationSeconds } = await this.recordings.find(caller, id);
    if (channel !== undefined && channel >= channels) {
      throw InvalidRequestError.forField('channel', `must be below ${channels}, the number of channels`);
    }
    const { min, max } = await this.waveforms.waveform(storageKey, { points, channel });
    return { durationSeconds, points: min.length, min: [...min], max: [...max] };
  }
}
