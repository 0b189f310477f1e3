import type { TensorData } from '../../../training/graph/tensor-data.js';
import type { WhisperConfiguration } from '../model/whisper-configuration.js';
import type { WhisperNetwork } from '../network/whisper-network.js';
import { logSumExp } from './log-probabilities.js';

/**
 * How likely each language is that the model knows: the scores after the start of the transcript, of the tokens of languages alone.
 * Source: Radford et al., 2022, with its published code.
 * @returns probabilities by code, which add up to 1
 */
export async function detectLanguage(
  network: WhisperNetwork,
  heard: TensorData,
  { languages, tokens }: WhisperConfiguration,
): Promise<Map<string, number>> {
  const { logits } = await network.startDecoding(heard).feed([tokens.startOfTranscript]);
  const scores = Float32Array.from(languages.values(), (token) => logits[token]);
  const total = logSumExp(scores);
  return new Map([...languages.keys()].map((code, index) => [code, Math.exp(scores[index] - total)]));
}
