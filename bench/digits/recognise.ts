import { WHISPER_RATE_HZ, whisperLogMel } from '../../src/dsp/index.js';
import * as t from '../../src/training/index.js';
import { exportDecoder } from '../../test/models/build/whisper/export-decoder.js';
import { exportEncoder } from '../../test/models/build/whisper/export-encoder.js';
import { type Weights } from '../../test/models/build/whisper/onnx-draft.js';
import { ALIGNMENT_HEADS, ARCHITECTURE } from '../../test/models/build/digits/architecture.js';
import { textOf, TIMESTAMP_SECONDS, TOKENS, WINDOW_SECONDS } from '../../test/models/build/digits/vocabulary.js';
import { alignRows } from './align-rows.js';

export interface RecognisedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

export interface Recognised {
  readonly words: readonly RecognisedWord[];
  /** Of the first window; undefined where it was not asked for. */
  readonly noSpeechProbability?: number;
}

export interface Recogniser {
  /** @param samples at 16 kHz */
  recognise(samples: Float32Array): Promise<Recognised>;
}

interface Chosen {
  readonly token: number;
  readonly logProbability: number;
  /** Mean of the alignment heads over the positions of the encoder. */
  readonly attention: Float32Array;
}

const { heads, channels, vocabulary, sourcePositions, decoderLayers } = ARCHITECTURE;
const MOST_TOKENS = 40;
const CACHE = Array.from({ length: decoderLayers }, (_, layer) =>
  ['decoder', 'encoder'].flatMap((side) => ['key', 'value'].map((part) => `${layer}.${side}.${part}`)),
).flat();

/** Runs the exported graphs greedily, without rules for timestamps: what the weights are worth, without a server's help. */
export class DigitRecogniser implements Recogniser {
  private constructor(
    private readonly encoder: t.CompiledGraph,
    private readonly decoder: t.CompiledGraph,
  ) {}

  static async of(encoder: Uint8Array, decoder: Uint8Array): Promise<DigitRecogniser> {
    const runtime = t.onnxRuntime({ threads: 1 });
    return new DigitRecogniser(await runtime.compile(encoder), await runtime.compile(decoder));
  }

  static ofWeights(weights: Weights): Promise<DigitRecogniser> {
    return DigitRecogniser.of(exportEncoder(weights, ARCHITECTURE), exportDecoder(weights, ARCHITECTURE));
  }

  /** @param samples at 16 kHz; what is longer than a window is not heard */
  async recognise(samples: Float32Array, timestamps = false): Promise<Recognised> {
    const window = new Float32Array(WINDOW_SECONDS * WHISPER_RATE_HZ);
    window.set(samples.subarray(0, window.length));
    const { bands, frames, data } = whisperLogMel(window);
    const features = { input_features: { data, shape: [1, bands, frames] } };
    const { last_hidden_state: heard } = await this.encoder.run(features, { last_hidden_state: undefined });
    const prompt = [TOKENS.startOfTranscript, TOKENS.english, TOKENS.transcribe];
    if (!timestamps) prompt.push(TOKENS.noTimestamps);
    const { chosen, noSpeechProbability } = await this.decode(heard, prompt);
    const positions = Math.min(sourcePositions, Math.ceil(samples.length / WHISPER_RATE_HZ / TIMESTAMP_SECONDS));
    return { words: toWords(chosen, positions), noSpeechProbability };
  }

  async release(): Promise<void> {
    await this.encoder.release();
    await this.decoder.release();
  }

  private async decode(
    heard: t.TensorData,
    prompt: readonly number[],
  ): Promise<{ chosen: Chosen[]; noSpeechProbability: number }> {
    const empty = { data: new Float32Array(0), shape: [1, heads, 0, channels / heads] };
    let past = Object.fromEntries(CACHE.map((name) => [`past_key_values.${name}`, empty as t.TensorData]));
    const wanted = [
      'logits',
      ...ALIGNMENT_HEADS.map(([layer]) => `cross_attentions.${layer}`),
      ...CACHE.map((name) => `present.${name}`),
    ];
    const outputs = Object.fromEntries(wanted.map((name) => [name, undefined]));
    const chosen: Chosen[] = [];
    let noSpeechProbability = 0;
    let tokens = prompt;
    for (;;) {
      const results = await this.decoder.run(
        {
          input_ids: { data: BigInt64Array.from(tokens, BigInt), shape: [1, tokens.length] },
          encoder_hidden_states: heard,
          use_cache_branch: { data: Uint8Array.of(tokens === prompt ? 0 : 1), shape: [1] },
          ...past,
        },
        outputs,
      );
      const logits = results.logits.data as Float32Array;
      if (tokens === prompt)
        noSpeechProbability = Math.exp(logProbabilities(logits.subarray(0, vocabulary))[TOKENS.noSpeech]);
      const scores = logProbabilities(logits.subarray((tokens.length - 1) * vocabulary));
      const token = scores.reduce((best, score, index) => (score > scores[best] ? index : best), 0);
      chosen.push({ token, logProbability: scores[token], attention: meanAttention(results, tokens.length) });
      if (token === TOKENS.endOfText || chosen.length === MOST_TOKENS) return { chosen, noSpeechProbability };
      tokens = [token];
      past = Object.fromEntries(CACHE.map((name) => [`past_key_values.${name}`, results[`present.${name}`]]));
    }
  }
}

function meanAttention(results: Readonly<Record<string, t.TensorData>>, fed: number): Float32Array {
  const mean = new Float32Array(sourcePositions);
  for (const [layer, head] of ALIGNMENT_HEADS) {
    const from = ((head + 1) * fed - 1) * sourcePositions;
    const row = results[`cross_attentions.${layer}`].data.subarray(from, from + sourcePositions) as Float32Array;
    for (let place = 0; place < sourcePositions; place++) mean[place] += row[place] / ALIGNMENT_HEADS.length;
  }
  return mean;
}

function toWords(chosen: readonly Chosen[], positions: number): RecognisedWord[] {
  const spoken = chosen.filter(({ token }) => token < TOKENS.firstTimestamp && token !== TOKENS.endOfText);
  const end = chosen.filter(({ token }) => token === TOKENS.endOfText);
  const groups: Chosen[][] = [];
  for (const token of spoken) {
    if (groups.length === 0 || textOf(token.token).startsWith(' ')) groups.push([token]);
    else groups[groups.length - 1].push(token);
  }
  const rows = [...groups, ...end.map((token) => [token])].map((tokens) => sumRows(tokens, positions));
  const spans = alignRows(rows);
  return groups.map((tokens, index) => ({
    text: tokens
      .map(({ token }) => textOf(token))
      .join('')
      .trim(),
    start: spans[index].start * TIMESTAMP_SECONDS,
    end: spans[index].end * TIMESTAMP_SECONDS,
    confidence: Math.exp(tokens.reduce((sum, { logProbability }) => sum + logProbability, 0) / tokens.length),
  }));
}

function sumRows(tokens: readonly Chosen[], positions: number): Float32Array {
  return tokens
    .map(({ attention }) => attention.subarray(0, positions))
    .reduce((sum, row) => sum.map((value, place) => value + row[place]), new Float32Array(positions));
}

function logProbabilities(logits: Float32Array): Float32Array {
  const largest = logits.reduce((most, value) => Math.max(most, value));
  const total = largest + Math.log(logits.reduce((sum, value) => sum + Math.exp(value - largest), 0));
  return logits.map((value) => value - total);
}
