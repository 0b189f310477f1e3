import { WHISPER_RATE_HZ } from '../../../../src/dsp/index.js';
import { randomSource } from '../../../../src/training/index.js';
import { noise } from './alterations.js';
import { loudness } from './clip.js';
import { between, integerBetween, pick } from './random-choices.js';
import { type Scene, type Speaker, type SpokenDigit } from './scene.js';

export interface StringOptions {
  readonly words: readonly [least: number, most: number];
  /** Longest silence before, between and after words, s; 0.6 when left out. */
  readonly longestPause?: number;
  /** The string ends before it would be longer; no limit when left out. */
  readonly longestSeconds?: number;
}

const LOUDNESS = 0.1;
/** Steady noise under the whole string, dB below the speech. */
const NOISE_DB = [30, 50] as const;

/**
 * A string of digits to measure on: one speaker's clips as they are, with silences of random lengths between them and faint noise under
 * all. Unlike what is learned from, nothing of the voice is altered.
 */
export function assembleString(speaker: Speaker, seed: string, options: StringOptions): Scene {
  const random = randomSource('digit string', seed);
  const { words: counts, longestPause = 0.6, longestSeconds = Infinity } = options;
  const pause = () => Math.round(between(random, 0, longestPause) * WHISPER_RATE_HZ);
  const pieces: { samples: Float32Array; position: number }[] = [];
  const words: SpokenDigit[] = [];
  let position = pause();
  for (let left = integerBetween(random, ...counts); left > 0; left--) {
    const { samples, digit } = pick(random, speaker[integerBetween(random, 0, 9)]);
    if (position + samples.length + longestPause * WHISPER_RATE_HZ > longestSeconds * WHISPER_RATE_HZ) break;
    pieces.push({ samples, position });
    words.push({ digit, start: position / WHISPER_RATE_HZ, end: (position + samples.length) / WHISPER_RATE_HZ });
    position += samples.length + pause();
  }
  const level = LOUDNESS * 10 ** (-between(random, ...NOISE_DB) / 20);
  const samples = noise(position, random);
  const gain = level / loudness(samples);
  for (let index = 0; index < samples.length; index++) samples[index] *= gain;
  for (const piece of pieces) {
    const own = LOUDNESS / loudness(piece.samples);
    for (let index = 0; index < piece.samples.length; index++)
      samples[piece.position + index] += own * piece.samples[index];
  }
  return { samples, words };
}
