import { Injectable } from '@nestjs/common';
import type { ComputeOptions } from '../../../compute/compute-task.js';
import { ComputePool } from '../../../compute/compute-pool.js';
import { RecordingsService } from '../../../recordings/recordings.service.js';
import type { ClipPicture } from '../../../spectrogram/spectrograms.service.js';
import { type ClipRequest, resolveClip } from '../../../spectrogram/view/clip.js';
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
    options: Pick<ComputeOptions, 'lane' | 'signal'>,
  ): Promise<ClipPicture> {
    const { view, settings } = resolveClip(request);
    const input: DummyPictureInput = {
      source: await this.recordings.audioSourceOf(recordingId),
      settings: view,
      colorMap: request.colorMap ?? 'inferno',
    };
    return {
      bytes: await this.pool.run<DummyPictureInput, Uint8Array>(TASK, input, options),
      settings,
    };
  }
}
