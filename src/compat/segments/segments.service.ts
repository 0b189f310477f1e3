import { Injectable } from '@nestjs/common';
import type { AudioSource } from '../../audio/audio-source.js';
import { UnprocessableError } from '../../common/errors/errors.js';
import { Turnstile } from '../../common/waiting/turnstile.js';
import { Environment } from '../../config/environment.js';
import type { ResolvedModel } from '../../models/models.service.js';
import { RecordingsService } from '../../recordings/recordings.service.js';
import { clusterName } from '../../segmentation/cluster-name.js';
import type { HearingOptions } from '../../segmentation/dto/segmentation-options.dto.js';
import { MOST_EVENTS, SegmentationService } from '../../segmentation/segmentation.service.js';
import type { HeardSegments } from './heard-segments.js';

/** Requests that wait for their turn; each holds its audio on the disk, or its labels in memory. */
const MOST_WAITING = 16;

/** Segmentations that a request waits for: as many at a time as there are threads, and not without end behind them. */
@Injectable()
export class SegmentsService {
  private readonly turnstile: Turnstile;

  constructor(
    environment: Environment,
    private readonly recordings: RecordingsService,
    private readonly segmentation: SegmentationService,
  ) {
    this.turnstile = new Turnstile(environment.COMPUTE_THREADS, MOST_WAITING);
  }

  /** For those who upload something first. @throws UnavailableError when it would be refused afterwards */
  assertRoom(): void {
    this.turnstile.assertRoom();
  }

  /** Hears one channel of a recording, at its own rate, from beginning to end. */
  async ofRecording(
    recordingId: string,
    model: ResolvedModel,
    options: HearingOptions,
    signal: AbortSignal,
  ): Promise<HeardSegments> {
    return this.ofFile(await this.recordings.audioSourceOf(recordingId), model, options, signal);
  }

  /**
   * @throws what `SegmentationService.hear` throws; UnprocessableError for more segments than it keeps; UnavailableError when too many wait
   */
  async ofFile(
    source: AudioSource & { readonly durationSeconds: number },
    model: ResolvedModel,
    options: HearingOptions,
    signal: AbortSignal,
  ): Promise<HeardSegments> {
    const heard = await this.turnstile.pass(() => this.segmentation.hear(source, model, options, { signal }), signal);
    const { events, eventCount, settings } = heard;
    if (eventCount > MOST_EVENTS) {
      const message = `The model finds ${eventCount} segments, and at most ${MOST_EVENTS} are answered; send a shorter recording.`;
      throw new UnprocessableError('too-many-segments', message);
    }
    const { onset, offset } = events;
    return { onset, offset, class: events.class, clusters: settings.classes.map(clusterName) };
  }
}
