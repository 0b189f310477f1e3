import { whisperLogMel } from '../../dsp/mel/whisper-log-mel.js';
import { randomSource } from '../../training/randomness/random-source.js';
import type { TensorData } from '../../training/graph/tensor-data.js';
import { decodeChunk, type DecodedToken } from './decoding/decode-chunk.js';
import {
  type DecodingAttempt,
  decodeWithFallback,
  isRepetitive,
  type Verdict,
} from './decoding/decode-with-fallback.js';
import { makePrompt, type PromptParts } from './decoding/prompt.js';
import { splitSegments } from './decoding/split-segments.js';
import { tokensBeforeLoop } from './decoding/text-loop.js';
import type { WhisperConfiguration } from './model/whisper-configuration.js';
import type { TextTokenizer } from './model/whisper-tokenizer.js';
import type { WhisperNetwork } from './network/whisper-network.js';
import { type HeardSegment, timeSegments } from './words/time-segments.js';

export interface HearChunkOptions extends PromptParts {
  /** Seconds of audio in the chunk; the rest is padding. */
  readonly seconds: number;
  /** Tried one after the other while the text is not good enough. */
  readonly temperatures: readonly number[];
  /** What sampling begins with: the same seed gives the same text. */
  readonly seed: string | number;
}

/** What was said in a chunk; times are seconds from its beginning. */
export interface HeardChunk {
  readonly segments: readonly HeardSegment[];
  readonly verdict: Verdict;
  /** Where to go on listening when the decoder stopped before the end of the chunk. */
  readonly continuesAt: number | undefined;
  /** Whether words were left out because they repeated themselves over and over. */
  readonly isCut: boolean;
}

/**
 * What the encoder makes of up to a chunk of audio.
 * @param samples at 16 kHz, at most a chunk; what is missing is silence
 */
export function encodeChunk(
  network: WhisperNetwork,
  { bands, chunkSamples }: WhisperConfiguration,
  samples: Float32Array,
): Promise<TensorData> {
  const padded = new Float32Array(chunkSamples);
  padded.set(samples.subarray(0, chunkSamples));
  return network.encode(whisperLogMel(padded, { bands, padding: 'reflect' }));
}

/** Decodes what the encoder heard to segments and words. */
export async function hearChunk(
  network: WhisperNetwork,
  { configuration, tokenizer }: { readonly configuration: WhisperConfiguration; readonly tokenizer: TextTokenizer },
  heard: TensorData,
  { seconds, temperatures, seed, ...parts }: HearChunkOptions,
): Promise<HeardChunk> {
  const { secondsPerPosition, positions, tokens: special } = configuration;
  const prompt = makePrompt(configuration, parts);
  const audioSteps = Math.min(positions, Math.ceil(seconds / secondsPerPosition));
  const decode = (temperature: number) => {
    const random = randomSource('whisper', seed, temperature);
    return decodeChunk(network, configuration, { heard, prompt, audioSteps, temperature, random });
  };
  const textOf = (tokens: readonly DecodedToken[]): string =>
    tokenizer.decode(tokens.map(({ token }) => token).filter((token) => token < special.firstTimestamp));
  const { attempt, verdict } = await decodeWithFallback(decode, ({ tokens }) => textOf(tokens), temperatures);
  if (verdict !== 'speech') return { segments: [], verdict, continuesAt: undefined, isCut: false };
  const tokens = isRepetitive(attempt) ? tokensBeforeLoop(attempt.tokens, special.firstTimestamp) : attempt.tokens;
  const isCut = tokens.length < attempt.tokens.length;
  const { segments, continuesAt } = splitSegments(tokens, configuration);
  const timed = timeSegments(segments, {
    ...attempt,
    endAttention: isCut ? [] : attempt.endAttention,
    configuration,
    seconds,
    decode: (ids) => tokenizer.decode(ids),
    language: parts.language,
  });
  return {
    segments: timed,
    verdict,
    isCut,
    continuesAt: isCut ? undefined : (continuesAt ?? truncatedAt(attempt, timed)),
  };
}

/** A text that filled the decoder goes on after its last word. */
const truncatedAt = ({ isEnded }: DecodingAttempt, segments: readonly HeardSegment[]): number | undefined =>
  isEnded ? undefined : segments.at(-1)?.end;
