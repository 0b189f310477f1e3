import type { TensorData } from '../../src/training/graph/tensor-data.js';
import type { WhisperFeatures } from '../../src/dsp/mel/whisper-log-mel.js';
import type { WhisperConfiguration } from '../../src/inference/whisper/model/whisper-configuration.js';
import type { TextTokenizer } from '../../src/inference/whisper/model/whisper-tokenizer.js';
import type { DecoderRun, WhisperNetwork } from '../../src/inference/whisper/network/whisper-network.js';

/** Words of a language of tones: word k is a tone of 300 · 1.3^k Hz. */
export const TONE_WORDS = ['ba', 'be', 'bi', 'bo', 'bu', 'da', 'de', 'di', 'do', 'du'] as const;
const WORDS = TONE_WORDS.length;
const RATE = 16_000;
const POSITIONS = 200;
const STEP_SECONDS = 0.02;
const LOUD = 0.4;
/** A gap that ends a segment, in positions. */
const SEGMENT_GAP = 20;

const [END, START, EN, DE, TRANSCRIBE, TRANSLATE, PREVIOUS, NO_SPEECH, NO_TIMESTAMPS] = Array.from(
  { length: 9 },
  (_, index) => WORDS + index,
);
const FIRST_TIMESTAMP = NO_TIMESTAMPS + 1;

/** A model that hears 4 s at a time. */
export const TONE_CONFIGURATION: WhisperConfiguration = {
  bands: 80,
  chunkSamples: 4 * RATE,
  chunkFrames: 400,
  positions: POSITIONS,
  secondsPerPosition: STEP_SECONDS,
  maxTokens: 128,
  layers: 1,
  heads: 1,
  headSize: 1,
  vocabularySize: FIRST_TIMESTAMP + POSITIONS + 1,
  tokens: {
    startOfTranscript: START,
    endOfText: END,
    noTimestamps: NO_TIMESTAMPS,
    firstTimestamp: FIRST_TIMESTAMP,
    startOfPrevious: PREVIOUS,
    noSpeech: NO_SPEECH,
  },
  languages: new Map([
    ['en', EN],
    ['de', DE],
  ]),
  tasks: new Map([
    ['transcribe', TRANSCRIBE],
    ['translate', TRANSLATE],
  ]),
  suppressed: [START, EN, DE, TRANSCRIBE, TRANSLATE, PREVIOUS, NO_SPEECH],
  suppressedAtBegin: [],
  maxInitialTimestamp: 50,
  alignmentHeads: [[0, 0]],
  medianFilterWidth: 7,
};

export const TONE_TOKENIZER: TextTokenizer = {
  encode: (text) =>
    text
      .trim()
      .split(' ')
      .map((word) => TONE_WORDS.indexOf(word as (typeof TONE_WORDS)[number])),
  decode: (tokens) => tokens.map((token) => ` ${TONE_WORDS[token]}`).join(''),
};

/** A spoken word of the language of tones; it swells, as syllables do. */
export function toneOf(word: number, seconds = 0.3): Float32Array {
  const length = Math.round(seconds * RATE);
  return Float32Array.from({ length }, (_, index) => {
    const loudness = 0.05 + 0.25 * Math.sin((Math.PI * index) / length);
    return loudness * Math.sin((2 * Math.PI * 300 * 1.3 ** word * index) / RATE);
  });
}

export const silenceOf = (seconds: number): Float32Array => new Float32Array(Math.round(seconds * RATE));

export function joined(...parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

interface Word {
  readonly word: number;
  readonly from: number;
  readonly to: number;
}

/** What the decoder gives out next, and where it looks. */
interface Cue {
  readonly token: number;
  readonly from: number;
  readonly to: number;
}

export interface ToneWhisperOptions {
  /** Puts other tokens in the place of what was heard. */
  readonly say?: (heard: readonly number[]) => readonly number[];
  /** How far the score of the next token stands above all others. */
  readonly certainty?: number;
}

/** A network that understands the language of tones without being trained: the real front end, decoder loop and alignment run on it. */
export class ToneWhisper implements WhisperNetwork {
  /** Prompts that the decoder was fed. */
  readonly prompts: (readonly number[])[] = [];
  encoded = 0;

  constructor(private readonly options: ToneWhisperOptions = {}) {}

  encode({ data, bands, frames }: WhisperFeatures): Promise<TensorData> {
    this.encoded++;
    const heard = new Float32Array(2 * POSITIONS);
    for (let position = 0; position < POSITIONS; position++) {
      let best = 0;
      for (let band = 1; band < bands; band++) {
        if (data[band * frames + 2 * position] > data[best * frames + 2 * position]) best = band;
      }
      heard[2 * position] = best;
      heard[2 * position + 1] = data[best * frames + 2 * position];
    }
    return Promise.resolve({ data: heard, shape: [1, POSITIONS, 2] });
  }

  startDecoding({ data }: TensorData): DecoderRun {
    const cues = this.cues(wordsIn(data as Float32Array));
    const { certainty = 12 } = this.options;
    let place = 0;
    return {
      feed: (tokens) => {
        if (tokens.length > 1) this.prompts.push(tokens);
        const cue = cues[Math.min(place++, cues.length - 1)];
        const { vocabularySize } = TONE_CONFIGURATION;
        const logits = new Float32Array(tokens.length * vocabularySize);
        logits[(tokens.length - 1) * vocabularySize + cue.token] = certainty;
        // What follows the start of the transcript is the language, or that nobody speaks.
        const start = tokens.indexOf(START) * vocabularySize;
        if (start >= 0) logits[start + (cues.length === 2 ? NO_SPEECH : EN)] = 12;
        const attention = new Float32Array(POSITIONS).fill(1e-4).fill(1, cue.from, cue.to);
        return Promise.resolve({ logits, attention: [attention] });
      },
    };
  }

  private cues(words: readonly Word[]): Cue[] {
    const cues: Cue[] = [];
    words.forEach(({ word, from, to }, index) => {
      const isFirst = index === 0 || from - words[index - 1].to >= SEGMENT_GAP;
      const isLast = index === words.length - 1 || words[index + 1].from - to >= SEGMENT_GAP;
      if (isFirst) cues.push({ token: FIRST_TIMESTAMP + from, from, to: from + 1 });
      cues.push({ token: word, from, to });
      if (isLast) cues.push({ token: FIRST_TIMESTAMP + to, from: to, to: to + 1 });
    });
    if (words.length === 0) cues.push({ token: FIRST_TIMESTAMP, from: 0, to: 1 });
    const last = cues[cues.length - 1];
    cues.push({ token: END, from: last.to, to: Math.min(POSITIONS, last.to + 5) });
    const said = this.options.say?.(cues.map(({ token }) => token));
    return said?.map((token, index) => ({ ...cues[Math.min(index, cues.length - 1)], token })) ?? cues;
  }
}

function wordsIn(heard: Float32Array): Word[] {
  const words: Word[] = [];
  for (let position = 0; position < POSITIONS; position++) {
    const [band, level] = [heard[2 * position], heard[2 * position + 1]];
    const word = level > LOUD ? wordOf(band) : undefined;
    const last = words.at(-1);
    if (last?.to === position && last.word === word) {
      words[words.length - 1] = { ...last, to: position + 1 };
    } else if (word !== undefined) words.push({ word, from: position, to: position + 1 });
  }
  // Where two tones meet, both are heard for a moment.
  return words.filter(({ from, to }) => to - from >= 4);
}

const MEL_SLANEY_LINEAR_HZ = 200 / 3;

/** The word whose tone lies nearest to the middle of a mel band (Slaney's scale, 80 bands up to 8 kHz). */
function wordOf(band: number): number {
  const step = Math.log(6.4) / 27;
  const highest = 15 + Math.log(8) / step;
  const mel = ((band + 1) * highest) / 81;
  const hz = mel < 15 ? mel * MEL_SLANEY_LINEAR_HZ : 1000 * Math.exp((mel - 15) * step);
  return Math.max(0, Math.min(WORDS - 1, Math.round(Math.log(hz / 300) / Math.log(1.3))));
}
