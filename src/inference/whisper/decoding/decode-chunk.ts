import type { TensorData } from '../../../training/graph/tensor-data.js';
import type { RandomSource } from '../../../training/randomness/random-source.js';
import type { WhisperConfiguration } from '../model/whisper-configuration.js';
import type { WhisperNetwork } from '../network/whisper-network.js';
import { logSumExp } from './log-probabilities.js';
import { pickToken } from './pick-token.js';
import type { Prompt } from './prompt.js';
import { findLoop } from './text-loop.js';
import { applyTimestampRules } from './timestamp-rules.js';

export interface DecodeChunkOptions {
  /** What the encoder heard. */
  readonly heard: TensorData;
  readonly prompt: Prompt;
  /** Time steps of the audio, padding left out. */
  readonly audioSteps: number;
  readonly temperature: number;
  readonly random: RandomSource;
}

/** A token that the decoder gave out. */
export interface DecodedToken {
  readonly token: number;
  readonly logProbability: number;
  /** Where the alignment heads looked when it was chosen; see `DecoderStep`. */
  readonly attention: readonly Float32Array[];
}

export interface DecodedChunk {
  /** Text and timestamps, without the end. */
  readonly tokens: readonly DecodedToken[];
  /** Where the heads looked when the text had ended; empty when it was cut off. */
  readonly endAttention: readonly Float32Array[];
  /** Of all tokens and the end; −∞ never. */
  readonly meanLogProbability: number;
  readonly noSpeechProbability: number;
  /** Whether the decoder ended the text itself. */
  readonly isEnded: boolean;
  /** Whether the text was cut off because it repeated itself. */
  readonly isLoop: boolean;
}

/** Decodes one chunk, token after token. */
export async function decodeChunk(
  network: WhisperNetwork,
  configuration: WhisperConfiguration,
  { heard, prompt, audioSteps, temperature, random }: DecodeChunkOptions,
): Promise<DecodedChunk> {
  const { tokens: special, maxTokens, vocabularySize } = configuration;
  const run = network.startDecoding(heard);
  const most = Math.min(Math.floor(maxTokens / 2), maxTokens - prompt.tokens.length);
  const decoded: DecodedToken[] = [];
  const text: number[] = [];
  let sum = 0;
  let step = await run.feed(prompt.tokens);
  const noSpeechProbability = probabilityOf(special.noSpeech, row(step.logits, prompt.start, vocabularySize));
  for (;;) {
    const logits = step.logits.slice(-vocabularySize);
    suppress(logits, configuration, decoded.length === 0);
    applyTimestampRules(
      logits,
      decoded.map(({ token }) => token),
      { configuration, audioSteps },
    );
    const { token, logProbability } = pickToken(logits, temperature, random);
    sum += logProbability;
    const isEnd = token === special.endOfText;
    if (!isEnd) decoded.push({ token, logProbability, attention: step.attention });
    if (!isEnd && token < special.firstTimestamp) text.push(token);
    const isLoop = !isEnd && findLoop(text) !== undefined;
    if (isEnd || isLoop || decoded.length === most) {
      return {
        tokens: decoded,
        endAttention: isEnd ? step.attention : [],
        meanLogProbability: sum / (decoded.length + 1),
        noSpeechProbability,
        isEnded: isEnd,
        isLoop,
      };
    }
    step = await run.feed([token]);
  }
}

function suppress(
  logits: Float32Array,
  { suppressed, suppressedAtBegin }: WhisperConfiguration,
  isFirst: boolean,
): void {
  for (const token of suppressed) logits[token] = -Infinity;
  if (isFirst) for (const token of suppressedAtBegin) logits[token] = -Infinity;
}

const row = (logits: Float32Array, index: number, size: number): Float32Array =>
  logits.subarray(index * size, (index + 1) * size);

const probabilityOf = (token: number | undefined, logits: Float32Array): number =>
  token === undefined ? 0 : Math.exp(logits[token] - logSumExp(logits));
