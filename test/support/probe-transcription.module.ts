import { Module, type OnModuleInit } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { UnprocessableError } from '../../src/common/errors/errors.js';
import { ModelNotInstalledError } from '../../src/inference/model-not-installed-error.js';
import type { TranscribedAudio } from '../../src/transcription/transcriber/transcribe-audio.js';
import type { TranscriptSegment } from '../../src/transcription/transcript.js';
import { TranscriptionModule } from '../../src/transcription/transcription.module.js';
import { TranscriptionService } from '../../src/transcription/transcription.service.js';

/** What is heard in recordings of these lengths, so that tests choose; all others are heard for real. */
export const SPOKEN_BY_SECONDS = { silence: 0.3, speech: 1, failing: 3, waiting: 4, slow: 5, breaking: 2 } as const;

const WORDS = ['Puppies,', 'the', 'puppy’s', 'mother;', 'Puppy!', "Don't", 'naïve', 'back'];

function segmentsOf(withTimes: boolean): TranscriptSegment[] {
  return [WORDS.slice(0, 4), WORDS.slice(4)].map((words, index) => ({
    start: index * 0.5,
    end: index * 0.5 + 0.4,
    text: words.join(' '),
    confidence: 0.5,
    noSpeechProbability: 0.1,
    temperature: 0,
    compressionRatio: 1.1,
    tokens: words.map((_, place) => 10 * index + place),
    words: withTimes
      ? words.map((word, place) => ({
          word,
          start: index * 0.5 + place / 10,
          end: index * 0.5 + (place + 1) / 10,
          confidence: 0.75,
        }))
      : [],
  }));
}

type Transcribe = TranscriptionService['transcribe'];

const scripted =
  (real: Transcribe): Transcribe =>
  async (source, model, options, listener) => {
    const seconds = Math.round(source.durationSeconds * 1000) / 1000;
    if (!Object.values<number>(SPOKEN_BY_SECONDS).includes(seconds)) return real(source, model, options, listener);
    if (seconds === SPOKEN_BY_SECONDS.failing) throw new UnprocessableError('probe-failure', 'The probe failed.');
    if (seconds === SPOKEN_BY_SECONDS.waiting) throw new ModelNotInstalledError('transcription');
    if (seconds === SPOKEN_BY_SECONDS.slow) await delay(2000, undefined, { signal: listener?.signal });
    const segments = seconds === SPOKEN_BY_SECONDS.silence ? [] : segmentsOf(options.wordTimestamps);
    for (const [index, segment] of segments.entries()) {
      listener?.onHeard?.((index + 1) / segments.length, [segment]);
      await delay(300);
      if (seconds === SPOKEN_BY_SECONDS.breaking) throw new UnprocessableError('probe-failure', 'The probe broke.');
    }
    return {
      text: segments.map(({ text }) => text).join(' '),
      language: segments.length > 0 ? 'en' : null,
      languageProbability: null,
      durationSeconds: source.durationSeconds,
      segments,
      model: { name: 'probe', version: '1' },
      warnings: [],
    } satisfies TranscribedAudio;
  };

/** Lets tests that are about what clients see of transcripts decide what is heard. Everything else is as always: kind, options, jobs, models. */
@Module({ imports: [TranscriptionModule] })
export class ProbeTranscriptionModule implements OnModuleInit {
  constructor(private readonly transcription: TranscriptionService) {}

  onModuleInit(): void {
    this.transcription.transcribe = scripted(this.transcription.transcribe.bind(this.transcription));
  }
}
