import { Injectable } from '@nestjs/common';
import type { AudioSource } from '../../audio/audio-source.js';
import { UnprocessableError } from '../../common/errors/errors.js';
import type { ResolvedModel } from '../../models/models.service.js';
import { RecordingsService } from '../../recordings/recordings.service.js';
import { clusterName } from '../../segmentation/cluster-name.js';
import type { HearingOptions } from '../../segmentation/dto/segmentation-options.dto.js';
import { MOST_EVENTS, SegmentationService } from '../../segmentation/segmentation.service.js';

/** A vocalisation as clients of the older systems know it. */
export interface HeardSegment {
  /** Seconds, to the millisecond. */
  readonly onset: number;
  readonly offset: number;
  /** Name of its class, as `clusterName` writes it. */
  readonly cluster: string;
}

const toMillisecond = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** Segmentations that a request waits for. */
@Injectable()
export class SegmentsService {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly segmentation: SegmentationService,
  ) {}

  /** Hears one channel of a recording, at its own rate, from beginning to end. */
  async ofRecording(
    recordingId: string,
    model: ResolvedModel,
    options: HearingOptions,
    signal: AbortSignal,
  ): Promise<HeardSegment[]> {
    return this.ofFile(await this.recordings.audioSourceOf(recordingId), model, options, signal);
  }

  /** @throws what `SegmentationService.hear` throws; UnprocessableError for more segments than it keeps */
  async ofFile(
    source: AudioSource & { readonly durationSeconds: number },
    model: ResolvedModel,
    options: HearingOptions,
    signal: AbortSignal,
  ): Promise<HeardSegment[]> {
    const { events, eventCount, settings } = await this.segmentation.hear(source, model, options, { signal });
    if (eventCount > MOST_EVENTS) {
      const message = `The model finds ${eventCount} segments, and at most ${MOST_EVENTS} are answered; send a shorter recording.`;
      throw new UnprocessableError('too-many-segments', message);
    }
    const names = settings.classes.map(clusterName);
    return Array.from(events.onset, (onset, index) => ({
      onset: toMillisecond(onset),
      offset: toMillisecond(events.offset[index]),
      cluster: names[events.class[index]],
    }));
  }
}
