import { Injectable } from '@nestjs/common';
import { ComputePool } from '../../../compute/compute-pool.js';
import { RecordingsService } from '../../../recordings/recordings.service.js';
import type { ClipOptions, ClipPicture } from '../../../spectrogram/spectrograms.service.js';
import { type ClipRequest, resolveClip } from '../../../spectrogram/view/clip.js';
import { viewLane } from '../../../spectrogram/view/view-lane.js';
import type { DummyPictureInput } from './dummy-picture.task.js';

const TASK = new URL('./dummy-picture.task.js', import.meta.url);

/** The truth pictures of the client's test mode. */
@Injectable()
export class DummyPictures {
  constructor(
    private readonly pool: ComputePool,
    private readonly recordings: RecordingsService,
  ) {}

  async renderClip(
    recordingId: string,
    request: ClipRequest,
    { signal, longestInteractiveSeconds }: ClipOptions,
  ): Promise<ClipPicture> {
    const { view, settings } = resolveClip(request);
    const input: DummyPictureInput = {
      source: await this.recordings.audioSourceOf(recordingId),
      settings: view,
      colorMap: request.colorMap ?? 'inferno',
    };
    return {
      bytes: await this.pool.run<DummyPictureInput, Uint8Array>(TASK, input, {
        lane: viewLane(view, longestInteractiveSeconds),
        signal,
      }),
      settings,
    };
  }
}
