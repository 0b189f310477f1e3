import { compressionRatio } from './compression-ratio.js';
import type { DecodedChunk } from './decode-chunk.js';

/** Temperatures that are tried one after the other while the text is not good enough. */
export const TEMPERATURES = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;
/** Text that deflates better than this repeats itself. */
const HIGHEST_COMPRESSION_RATIO = 2.4;
/** Text whose tokens are less likely than this in the mean is guessed. */
const LOWEST_MEAN_LOG_PROBABILITY = -1;
/** Above this, and with guessed text, nobody speaks. */
const HIGHEST_NO_SPEECH_PROBABILITY = 0.6;

export interface DecodingAttempt extends DecodedChunk {
  readonly temperature: number;
  readonly text: string;
  readonly compressionRatio: number;
}

/** `speech`: the text is good; `silence`: nobody speaks; `unsure`: no temperature gave a text that the model itself believes. */
export type Verdict = 'speech' | 'silence' | 'unsure';

export interface DecodingOutcome {
  readonly attempt: DecodingAttempt;
  readonly verdict: Verdict;
}

/**
 * Decodes at rising temperatures until the text neither repeats itself nor is guessed. Beyond the original, which keeps the last try whatever it
 * is, the likeliest try wins when none is good, and it is called `unsure` when it is guessed: music is no reason to invent words.
 *
 * Source: Radford et al., 2022, section 4.5, with its published code.
 * @param decode decodes at a temperature @param textOf text of decoded tokens
 */
export async function decodeWithFallback(
  decode: (temperature: number) => Promise<DecodedChunk>,
  textOf: (chunk: DecodedChunk) => string,
  temperatures: readonly number[] = TEMPERATURES,
): Promise<DecodingOutcome> {
  let best: DecodingAttempt | undefined;
  for (const temperature of temperatures) {
    const chunk = await decode(temperature);
    const text = textOf(chunk);
    const attempt: DecodingAttempt = { ...chunk, temperature, text, compressionRatio: compressionRatio(text.trim()) };
    if (isSilence(attempt)) return { attempt, verdict: 'silence' };
    if (!isGuessed(attempt) && !isRepetitive(attempt)) return { attempt, verdict: 'speech' };
    if (best === undefined || isBetter(attempt, best)) best = attempt;
  }
  if (best === undefined) throw new RangeError('There must be a temperature.');
  return { attempt: best, verdict: isGuessed(best) ? 'unsure' : 'speech' };
}

/** Whether a text says the same over and over; whoever keeps it anyway cuts it. */
export const isRepetitive = (attempt: Pick<DecodingAttempt, 'isLoop' | 'compressionRatio'>): boolean =>
  attempt.isLoop || attempt.compressionRatio > HIGHEST_COMPRESSION_RATIO;

const isGuessed = ({ meanLogProbability }: DecodedChunk): boolean => meanLogProbability < LOWEST_MEAN_LOG_PROBABILITY;

const isSilence = (chunk: DecodedChunk): boolean =>
  chunk.noSpeechProbability > HIGHEST_NO_SPEECH_PROBABILITY && isGuessed(chunk);

function isBetter(attempt: DecodingAttempt, best: DecodingAttempt): boolean {
  if (isRepetitive(attempt) !== isRepetitive(best)) return isRepetitive(best);
  return attempt.meanLogProbability > best.meanLogProbability;
}
