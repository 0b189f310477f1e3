import { Injectable } from '@nestjs/common';
import { UnprocessableError } from '../common/errors/errors.js';
import { ComputePool } from '../compute/compute-pool.js';
import { RecordingsService } from '../recordings/recordings.service.js';
import { type ClipRequest, type ClipSettings, resolveClip } from './view/clip.js';
import type { PictureFormat } from './picture/encode-picture.js';
import { viewLane } from './view/view-lane.js';
import type { ViewTaskInput, ViewTaskOutput } from './view/view.task.js';

const TASK = new URL('./view/view.task.js', import.meta.url);

const TIMEOUT_MS = 5 * 60_000;

export class ViewTooLongError extends UnprocessableError {
  constructor() {
    super(
      'spectrogram-too-long',
      `This view takes longer than ${TIMEOUT_MS / 60_000} minutes to compute: choose a shorter duration or a shorter nFft, or start the analysis "spectrogram" and read its tiles.`,
    );
  }
}

export interface ClipOptions {
  readonly format?: PictureFormat;
  readonly signal?: AbortSignal;
  readonly longestInteractiveSeconds?: number;
}

export interface ClipPicture {
  readonly bytes: Uint8Array;
  readonly settings: ClipSettings;
}

/** Draws sound. */
@Injectable()
export class SpectrogramsService {
  constructor(
    private readonly compute: ComputePool,
    private readonly recordings: RecordingsService,
  ) {}

  /** Computes and encodes one view on a compute thread. @throws what decoding throws, or the signal's reason */
  async render(input: ViewTaskInput, signal?: AbortSignal, longestInteractiveSeconds?: number): Promise<Uint8Array> {
    const { settings, excerpt } = input;
    const lane = excerpt === undefined ? viewLane(settings, longestInteractiveSeconds) : 'interactive';
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const stopping = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    try {
      return await this.compute.run<ViewTaskInput, ViewTaskOutput>(TASK, input, { lane, signal: stopping });
    } catch (error) {
      if (error === timeout.reason) throw new ViewTooLongError();
      throw error;
    }
  }

  /**
   * Draws a clip of a stored recording as if the clip were all there is: silence around it, levels relative to its own, one moment a
   * column. What is not given gets the defaults of {@link resolveClip}.
   * @param options.longestInteractiveSeconds of longer clips others do not wait behind
   * @throws NotFoundError when there is no such recording, InvalidRequestError naming the field
   */
  async renderClip(
    recordingId: string,
    request: ClipRequest,
    { format = 'jpeg', signal, longestInteractiveSeconds }: ClipOptions = {},
  ): Promise<ClipPicture> {
    const source = await this.recordings.audioSourceOf(recordingId);
    const { view, settings } = resolveClip(request);
    const { colorMap = 'inferno', brightness = 1, contrast = 1 } = request;
    const output = { format, colorMap, brightness, contrast, range: null };
    return {
      bytes: await this.render({ source, settings: view, output }, signal, longestInteractiveSeconds),
      settings,
    };
  }
}
