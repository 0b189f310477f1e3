import { Injectable } from '@nestjs/common';
import { ApplicationError } from '../../../common/errors/application-error.js';
import type { Principal } from '../../../common/principal/principal.js';
import type { RecordingResponse } from '../../../recordings/dto/recording-response.dto.js';
import { RecordingIntake } from '../../../recordings/intake/recording-intake.js';
import { RecordingsService } from '../../../recordings/recordings.service.js';
import { AudioIdsService } from '../audio-ids/audio-ids.service.js';
import { LONGEST_HOP } from '../dto/picture-options.dto.js';
import type { UploadByUrlRequest, UploadOptions, UploadResponse } from '../dto/upload.dto.js';
import { MetadataService } from '../metadata/metadata.service.js';
import { type DrawnPicture, methodOf } from '../views/picture-request.js';
import { PicturesService } from '../views/pictures.service.js';

const DEFAULT_COLUMNS = 1000;
/** Each is decoded by itself; more would keep the threads from other requests. */
const CHANNELS_AT_A_TIME = 2;

/** Samples of a channel after resampling. */
function samplesAt(rateHz: number, { durationSeconds, sampleRateHz }: RecordingResponse): number {
  const frames = Math.round(durationSeconds * sampleRateHz);
  return rateHz === sampleRateHz ? frames : Math.ceil((frames * rateHz) / sampleRateHz);
}

/** The native field is called otherwise. */
function namingAudioUrl(error: unknown): unknown {
  if (!(error instanceof ApplicationError)) return error;
  const { status, code, message, headers } = error;
  return new ApplicationError(status, code, message.replace(/^url:/, 'audio_url:'), { headers, cause: error });
}

/** New recordings: an id and an overview for each channel. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly intake: RecordingIntake,
    private readonly recordings: RecordingsService,
    private readonly audioIds: AudioIdsService,
    private readonly pictures: PicturesService,
    private readonly metadata: MetadataService,
  ) {}

  /** What metadata name is fetched once: whoever opens it again gets the same recording. */
  async receiveUrl(caller: Principal, { audio_url, ...options }: UploadByUrlRequest): Promise<UploadResponse> {
    methodOf(options);
    const known = await this.metadata.fetchedFrom(caller, audio_url);
    if (known !== undefined) return this.describe(await this.recordings.get(caller, known), options);
    const recording = await this.intake.receiveForeignUrl(caller, audio_url).catch((error: unknown) => {
      throw namingAudioUrl(error);
    });
    const answer = await this.answer(caller, recording, options);
    await this.metadata.remember(caller, audio_url, recording.id);
    return answer;
  }

  /** Draws the overview of a new recording; one that cannot be drawn as asked is removed again. */
  async answer(caller: Principal, recording: RecordingResponse, options: UploadOptions): Promise<UploadResponse> {
    try {
      return await this.describe(recording, options);
    } catch (error) {
      await this.recordings.delete(caller, recording.id);
      throw error;
    }
  }

  private async describe(recording: RecordingResponse, options: UploadOptions): Promise<UploadResponse> {
    const sampleRateHz = options.sampling_rate ?? recording.sampleRateHz;
    const samples = samplesAt(sampleRateHz, recording);
    const columns = options.num_spec_columns ?? DEFAULT_COLUMNS;
    const spread = Math.min(LONGEST_HOP, Math.max(1, Math.floor(samples / columns)));
    const hopLength = options.hop_length ?? spread;
    const part = { recordingId: recording.id, sampleRateHz, startSample: 0, hopLength, columns };
    const pictures: DrawnPicture[] = [];
    while (pictures.length < recording.channels) {
      const next = Array.from({ length: recording.channels }, (_, channel) => channel)
        .slice(pictures.length, pictures.length + CHANNELS_AT_A_TIME)
        .map((channel) => this.pictures.draw({ ...part, channel }, options));
      pictures.push(...(await Promise.all(next)));
    }
    const ids = await this.audioIds.create(recording, sampleRateHz);
    return {
      configurations: pictures[0].configurations,
      channels: pictures.map(({ freqs, spec }, channel) => ({
        audio_id: ids[channel],
        audio_duration: samples / sampleRateHz,
        freqs,
        spec,
      })),
    };
  }
}
