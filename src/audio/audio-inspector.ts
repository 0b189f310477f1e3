import { Injectable } from '@nestjs/common';
import { ComputePool } from '../compute/compute-pool.js';
import { Environment } from '../config/environment.js';
import { UndecodableAudioError } from './audio-errors.js';
import type { AudioDescription } from './audio-source.js';
import { AudioSources } from './audio-sources.js';
import type { DescribeAudioInput, DescribeAudioOutput } from './describe/describe-audio.task.js';
import { AudioStore } from './store/audio-store.js';

const TASK = new URL('./describe/describe-audio.task.js', import.meta.url);
/** A day of audio takes some minutes. */
const TIMEOUT_MS = 30 * 60_000;
const UNKNOWN_TYPE = 'application/octet-stream';

/** Finds out what was uploaded. */
@Injectable()
export class AudioInspector {
  constructor(
    private readonly store: AudioStore,
    private readonly sources: AudioSources,
    private readonly pool: ComputePool,
    private readonly environment: Environment,
  ) {}

  /**
   * Decodes a stored upload from beginning to end, keeps the peaks of its waveform beside it, and says what it is.
   * @throws the errors of `audio-errors.ts` (all 422) when it is not usable audio; the caller then deletes it
   */
  async describe(key: string, signal?: AbortSignal): Promise<AudioDescription> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const input: DescribeAudioInput = {
      source: this.sources.sourceOf(key, UNKNOWN_TYPE),
      maxDurationSeconds: this.environment.MAX_DURATION_SECONDS,
    };
    try {
      const { description, peaks } = await this.pool.run<DescribeAudioInput, DescribeAudioOutput>(TASK, input, {
        lane: 'intake',
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      });
      await this.store.writeDerived(key, 'peaks', new Uint8Array(peaks));
      return description;
    } catch (error) {
      if (timeout.aborted && error === timeout.reason) {
        throw new UndecodableAudioError(`it took longer than ${TIMEOUT_MS / 60_000} minutes`);
      }
      throw error;
    }
  }
}
