import { WHISPER_RATE_HZ } from '../../dsp/mel/whisper-log-mel.js';
import { TEMPERATURES } from '../../inference/whisper/decoding/decode-with-fallback.js';
import { encodeChunk, hearChunk, type HeardChunk } from '../../inference/whisper/hear-chunk.js';
import type { WhisperTask } from '../../inference/whisper/model/whisper-configuration.js';
import type { WhisperDirectory } from '../../inference/whisper/model/whisper-directory.js';
import type { TextTokenizer } from '../../inference/whisper/model/whisper-tokenizer.js';
import type { WhisperNetwork } from '../../inference/whisper/network/whisper-network.js';
import type { HeardSegment } from '../../inference/whisper/words/time-segments.js';
import type { TranscriptSegment } from '../transcript.js';
import { VoiceActivity } from '../voice/voice-activity.js';
import type { VoiceFinder } from '../voice/voice-finder.js';
import { toFrames, toSeconds } from '../voice/voice-frames.js';
import { type SpeechWindow, SpeechWindows } from '../windows/speech-windows.js';
import { LanguageChoice } from './language-choice.js';
import { placeSegments } from './place-segments.js';
import { RepetitionGuard } from './repetition-guard.js';
import { TranscriptWarnings } from './transcript-warnings.js';
import { settleWindow } from './window-edge.js';

export interface TranscribeOptions {
  /** Code, as `en`; undefined to detect it. */
  readonly language?: string;
  readonly task: WhisperTask;
  readonly wordTimestamps: boolean;
  /** Text that shows names and style. */
  readonly prompt?: string;
  /** Lowest sampling temperature to try, 0 to 1. */
  readonly temperature?: number;
}

export type TranscriberModel = Pick<WhisperDirectory, 'configuration' | 'takesPreviousText'> & {
  readonly tokenizer: TextTokenizer;
};

/** Samples that are looked at between two windows. */
const MOST_SAMPLES = WHISPER_RATE_HZ;
/** Text of a higher temperature does not lead the next window astray. */
const HIGHEST_LEADING_TEMPERATURE = 0.5;

/**
 * Transcribes a recording of any length in bounded memory: samples → voice → windows cut at silence → Whisper → segments in order. The transcript depends on the
 * signal alone, not on the blocks in which it comes.
 */
export class StreamTranscriber {
  readonly warnings = new TranscriptWarnings();
  private readonly windows: SpeechWindows;
  private readonly languages: LanguageChoice;
  private readonly repetition = new RepetitionGuard();
  private readonly prompt: readonly number[];
  /** Tokens of the window before, where speech went on across its end. */
  private previous: readonly number[] = [];
  private spokenUntil = 0;
  private listened = 0;

  /**
   * @param voice where somebody may speak; default: wherever there is sound
   * @throws UnprocessableError when the model does not know the language
   */
  constructor(
    private readonly model: TranscriberModel,
    private readonly network: WhisperNetwork,
    private readonly options: TranscribeOptions,
    voice: VoiceFinder = new VoiceActivity(),
  ) {
    this.windows = new SpeechWindows(model.configuration.chunkFrames, voice);
    this.languages = new LanguageChoice(model.configuration, options.language);
    const prompt = options.prompt?.trim() ?? '';
    this.prompt = prompt === '' ? [] : model.tokenizer.encode(` ${prompt}`);
  }

  /** Seconds of audio that were pushed. */
  get heardSeconds(): number {
    return this.windows.heard / WHISPER_RATE_HZ;
  }

  /** Seconds of audio that the model was given. */
  get listenedSeconds(): number {
    return this.listened;
  }

  /** Bytes of audio that are held. */
  get heldBytes(): number {
    return this.windows.bytes;
  }

  /** Null where nothing was said. */
  get language(): { readonly code: string | null; readonly probability: number | null } {
    return { code: this.languages.language, probability: this.languages.probability };
  }

  /**
   * @param samples at 16 kHz
   * @param onSegments is given the segments that are certain now, in order
   */
  async push(samples: Float32Array, onSegments: (segments: TranscriptSegment[]) => void): Promise<void> {
    for (let start = 0; start < samples.length; start += MOST_SAMPLES) {
      await this.windows.push(samples.subarray(start, start + MOST_SAMPLES));
      await this.hearWindows(onSegments);
    }
  }

  /** Hears what is left. The recording is over then. */
  async finish(onSegments: (segments: TranscriptSegment[]) => void): Promise<void> {
    await this.windows.finish();
    await this.hearWindows(onSegments);
  }

  private async hearWindows(onSegments: (segments: TranscriptSegment[]) => void): Promise<void> {
    for (let window = this.windows.next(); window !== undefined; window = this.windows.next()) {
      const segments = await this.hear(window);
      if (segments.length > 0) onSegments(segments);
    }
  }

  private async hear(window: SpeechWindow): Promise<TranscriptSegment[]> {
    const { configuration } = this.model;
    const { voice } = this.windows;
    const [offset, seconds] = [toSeconds(window.begin), window.samples.length / WHISPER_RATE_HZ];
    const heard = await encodeChunk(this.network, configuration, window.samples);
    const chunk = await hearChunk(this.network, this.model, heard, {
      seconds,
      language: await this.languages.choose(this.network, heard),
      task: this.options.task,
      previous: [...this.prompt, ...this.previous],
      temperatures: TEMPERATURES.filter((temperature) => temperature >= (this.options.temperature ?? 0)),
      seed: window.begin,
    });
    const { segments, goOnAt } = settleWindow(chunk, {
      seconds,
      endsInPause: window.endsInPause,
      voiceAfter: (second) => toSeconds(voice.count(window.begin + toFrames(second), window.end)),
    });
    const placed = placeSegments(segments, {
      offset,
      voice,
      spokenUntil: this.spokenUntil,
      limit: offset + seconds,
      wordTimestamps: this.options.wordTimestamps,
    });
    this.warn(chunk, offset);
    this.previous = goOnAt < seconds ? this.leadingTokens(chunk, segments) : [];
    this.windows.goOnAt(goOnAt < seconds ? window.begin + toFrames(goOnAt) : window.end);
    this.listened += Math.min(goOnAt, seconds);
    this.spokenUntil = placed.at(-1)?.end ?? this.spokenUntil;
    return placed.filter((segment) => this.repetition.accepts(segment));
  }

  private leadingTokens({ isCut }: HeardChunk, segments: readonly HeardSegment[]): number[] {
    const isAstray = isCut || segments.some(({ temperature }) => temperature > HIGHEST_LEADING_TEMPERATURE);
    return isAstray || !this.model.takesPreviousText ? [] : segments.flatMap(({ tokens }) => tokens);
  }

  private warn({ verdict, isCut }: HeardChunk, offset: number): void {
    if (verdict === 'unsure') {
      this.warnings.add('the model was not sure of any words, so there are none: it may be no speech.', offset);
    }
    if (isCut) this.warnings.add('the text began to repeat itself without end and was cut.', offset);
  }
}
