import { Injectable, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { wavHeader } from '../../../audio/pcm/wav-header.js';
import { InvalidRequestError } from '../../../common/errors/errors.js';
import type { Principal } from '../../../common/principal/principal.js';
import { ComputePool } from '../../../compute/compute-pool.js';
import { RecordingsService } from '../../../recordings/recordings.service.js';
import { AudioIdsService, type Track } from '../audio-ids/audio-ids.service.js';
import type { ClipRequest, WaveformRequest } from '../dto/sound.dto.js';
import type { ClipPcmInput } from './clip-pcm.task.js';
import type { ClipWaveformInput } from './clip-waveform.task.js';
import { inBase64 } from './in-base64.js';

const PCM_TASK = new URL('./clip-pcm.task.js', import.meta.url);
const WAVEFORM_TASK = new URL('./clip-waveform.task.js', import.meta.url);
/** What one thread decodes at a time: memory does not grow with the clip, and other requests come between. */
const PIECE_FRAMES = 5_000_000;
const DEFAULT_TARGET_LENGTH = 100_000;
/** 38 minutes at 44.1 kHz; base64 of more is longer than the text that browsers and Node can hold is likely to be of use. */
const MOST_CLIP_FRAMES = 100_000_000;

const framesOf = ({ recording }: Track): number => Math.round(recording.durationSeconds * recording.sampleRateHz);

const json = (body: Readable): StreamableFile => new StreamableFile(body, { type: 'application/json; charset=utf-8' });

/** Stretches of one channel, to be heard and to be seen, at the recording's own rate. */
@Injectable()
export class ClipsService {
  constructor(
    private readonly audioIds: AudioIdsService,
    private readonly recordings: RecordingsService,
    private readonly pool: ComputePool,
  ) {}

  /** `{"wav": "<base64>"}`: a WAV file of exactly floor(clip_duration · rate) samples, zeros where the recording has none. */
  async wav(caller: Principal, { audio_id, start_time, clip_duration }: ClipRequest): Promise<StreamableFile> {
    const track = await this.audioIds.use(caller, audio_id);
    const { sampleRateHz } = track.recording;
    const frames = Math.floor(clip_duration * sampleRateHz);
    if (frames > MOST_CLIP_FRAMES) {
      const seconds = Math.floor(MOST_CLIP_FRAMES / sampleRateHz);
      throw InvalidRequestError.forField('clip_duration', `must be at most ${seconds} s for this recording`);
    }
    const startFrame = Math.max(0, Math.floor(start_time * sampleRateHz));
    const pieces = this.pieces(track, startFrame, frames);
    // Whatever is wrong shows with the first piece, before the answer begins.
    const first = await pieces.next();
    async function* file(): AsyncGenerator<Uint8Array> {
      yield wavHeader({ sampleRateHz, channels: 1, frames, sampleFormat: 'int16' });
      if (!first.done) yield first.value;
      yield* pieces;
    }
    return json(Readable.from(inBase64('{"wav":"', file(), '"}'), { objectMode: false }));
  }

  /** `{"wav_array": […]}`: the samples of a short clip, or minima and maxima of a longer one. */
  async waveform(caller: Principal, request: WaveformRequest): Promise<StreamableFile> {
    const { audio_id, start_time, clip_duration, target_length } = request;
    const track = await this.audioIds.use(caller, audio_id);
    const { sampleRateHz } = track.recording;
    const inside = (seconds: number): number =>
      Math.max(0, Math.min(framesOf(track), Math.floor(seconds * sampleRateHz)));
    const startFrame = inside(start_time);
    const input: ClipWaveformInput = {
      source: await this.recordings.audioSourceOf(track.recording.id),
      channel: track.channel,
      sampleRateHz,
      startFrame,
      frames: inside(start_time + clip_duration) - startFrame,
      targetLength: target_length ?? DEFAULT_TARGET_LENGTH,
    };
    const array = await this.pool.run<ClipWaveformInput, Uint8Array>(WAVEFORM_TASK, input, { lane: 'interactive' });
    return json(Readable.from([Buffer.from('{"wav_array":'), array, Buffer.from('}')], { objectMode: false }));
  }

  private async *pieces(track: Track, from: number, frames: number): AsyncGenerator<Uint8Array, void, undefined> {
    const { id, sampleRateHz } = track.recording;
    const source = await this.recordings.audioSourceOf(id);
    const end = framesOf(track);
    for (let done = 0; done < frames; done += PIECE_FRAMES) {
      const count = Math.min(PIECE_FRAMES, frames - done);
      const startFrame = from + done;
      if (startFrame >= end) {
        yield new Uint8Array(2 * count);
        continue;
      }
      const input: ClipPcmInput = { source, channel: track.channel, sampleRateHz, startFrame, frames: count };
      yield await this.pool.run<ClipPcmInput, Uint8Array>(PCM_TASK, input, { lane: 'interactive' });
    }
  }
}
