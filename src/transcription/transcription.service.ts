import { Injectable } from '@nestjs/common';
import type { AudioSource } from '../audio/audio-source.js';
import { ComputePool } from '../compute/compute-pool.js';
import type { ComputeOptions } from '../compute/compute-task.js';
import { readWhisperLanguages } from '../inference/whisper/model/whisper-directory.js';
import type { ResolvedModel } from '../models/models.service.js';
import type { TranscribeTaskInput, TranscribeTaskReport } from './analysis/transcribe.task.js';
import { givenLanguage } from './transcriber/language-choice.js';
import type { TranscribedAudio, TranscribeAudioOptions } from './transcriber/transcribe-audio.js';
import type { TranscriptSegment } from './transcript.js';

const TASK = new URL('./analysis/transcribe.task.js', import.meta.url);

export interface TranscribeListener extends Pick<ComputeOptions, 'signal' | 'lane'> {
  /** @param fraction of the recording that was heard, 0..1; @param segments those since the last call */
  readonly onHeard?: (fraction: number, segments: readonly TranscriptSegment[]) => void;
}

/** Transcribes recordings on compute threads. */
@Injectable()
export class TranscriptionService {
  constructor(private readonly compute: ComputePool) {}

  /** @throws UnprocessableError when the model does not know the language; DamagedModelError */
  async checkLanguage(
    { directory, manifest }: Pick<ResolvedModel, 'directory' | 'manifest'>,
    language: string | null | undefined,
  ): Promise<void> {
    givenLanguage(await readWhisperLanguages(directory, manifest), language);
  }

  /**
   * Transcribes a recording from beginning to end. Three hours take hours, so it does not run among what answers at once.
   * @param detector tells speech from other sounds; without it, the model hears every sound
   * @throws what `transcribeAudio` throws, or the signal's reason: the thread ends between two steps of the decoder
   */
  transcribe(
    { durationSeconds, ...source }: AudioSource & { readonly durationSeconds: number },
    { directory }: Pick<ResolvedModel, 'directory'>,
    options: Omit<TranscribeAudioOptions, 'source' | 'directory' | 'detectorDirectory'>,
    { onHeard, detector, ...run }: TranscribeListener & { readonly detector?: Pick<ResolvedModel, 'directory'> } = {},
  ): Promise<TranscribedAudio> {
    const { language, task, wordTimestamps, prompt, temperature, channel } = options;
    const chosen = { language, prompt, temperature, channel };
    // An option that a client sends as null is one that it leaves out.
    const given = Object.fromEntries(
      Object.entries(chosen).filter(([, value]) => (value ?? null) !== null),
    ) as typeof chosen;
    const input = {
      source,
      durationSeconds,
      directory,
      detectorDirectory: detector?.directory,
      task,
      wordTimestamps,
      ...given,
    };
    return this.compute.run<TranscribeTaskInput, TranscribedAudio>(TASK, input, {
      ...run,
      onReport: (fraction, partial) => onHeard?.(fraction, (partial as TranscribeTaskReport).segments),
    });
  }
}
