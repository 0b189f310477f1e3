import { Injectable } from '@nestjs/common';
import type { AudioSource } from '../audio/audio-source.js';
import { ComputePool } from '../compute/compute-pool.js';
import type { ResolvedModel } from '../models/models.service.js';
import type { HearTaskInput, HearTaskOutput, HearTaskReport } from './analysis/hear.task.js';
import type { HearingOptions } from './dto/segmentation-options.dto.js';

const TASK = new URL('./analysis/hear.task.js', import.meta.url);

/** What an annotation track holds. */
export const MOST_EVENTS = 200_000;

export interface HearOptions {
  readonly signal?: AbortSignal;
  /** @param fraction of the recording that was heard, 0..1; @param report the events since the last call */
  readonly onHeard?: (fraction: number, report: HearTaskReport) => void;
}

/** Finds vocalisations on compute threads. */
@Injectable()
export class SegmentationService {
  constructor(private readonly compute: ComputePool) {}

  /**
   * Hears a recording from beginning to end; at most {@link MOST_EVENTS} events are kept. An hour takes minutes, so it does not run among
   * what answers at once.
   * @throws what `segmentAudio` throws, or the signal's reason
   */
  hear(
    source: AudioSource & { readonly durationSeconds: number },
    { directory }: Pick<ResolvedModel, 'directory'>,
    { channel, minFrequencyHz, timeStepSeconds, minSegmentSeconds, threshold }: HearingOptions,
    { signal, onHeard }: HearOptions = {},
  ): Promise<HearTaskOutput> {
    const { durationSeconds, ...file } = source;
    const overrides = { minFrequencyHz, timeStepSeconds, minSegmentSeconds, threshold };
    const input = { source: file, directory, overrides, channel, durationSeconds, mostEvents: MOST_EVENTS };
    return this.compute.run<HearTaskInput, HearTaskOutput>(TASK, input, {
      signal,
      onReport: (fraction, partial) => onHeard?.(fraction, partial as HearTaskReport),
    });
  }
}
