import { checkNumber } from '../arguments/check-arguments.js';
import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { parabolicPeak, valueAt } from './interpolate.js';
import { periodicity } from './periodicity.js';
import { type Tempogram } from './tempogram.js';

export interface TempoOptions {
  /** Slowest tempo that may come out, beats per minute: 20..400. Default 30. */
  readonly minimumBpm?: number;
  /** Fastest tempo that may come out, beats per minute: 20..400. Default 300. */
  readonly maximumBpm?: number;
  /** Tempo that is likeliest before anything is heard, beats per minute. Default 110. */
  readonly priorBpm?: number;
  /** Standard deviation of that prior, octaves. Default 0.7. */
  readonly priorOctaves?: number;
}

/** A tempo and how likely it is. */
export interface TempoCandidate {
  readonly bpm: number;
  /** 0..1; what the weights of all candidates lack to 1 is the chance that there is no tempo. */
  readonly weight: number;
}

/** Step of the tempo grid: half a percent, which parabolic interpolation refines. */
const GRID_STEP = 0.005;
/** How much the Fourier tempogram counts beside the autocorrelation. */
const SPECTRUM_EXPONENT = 0.25;
const MOST_CANDIDATES = 8;
/**
 * Turns salience into probability: weight ∝ salience^sharpness. Chosen by maximum likelihood of the labelled tempi of `bench/music.ts`, so that a
 * confidence of 0.7 is right in about 7 of 10 cases.
 */
const SHARPNESS = 2.5;
/**
 * Salience of what has no pulse: 20 s of white noise reach 0.016, the least rhythmic labelled recording 0.033. It competes with the tempi for their
 * weight, and what stays below it is no tempo.
 */
const NOISE_SALIENCE = 0.02;

/**
 * Tempo candidates of a recording, likeliest first.
 *
 * Salience of a tempo = generalised mean (exponent 1/2) of the autocorrelation at 1..4 periods, times the Fourier tempogram to the power of 1/4,
 * times a log-normal prior. The mean asks for all multiples of a beat, which half-beats and dotted values lack; the Fourier tempogram
 * suppresses multiples of the period; the prior chooses the octave.
 * Source: G. Peeters 2007 (combination of both tempograms); D. P. W. Ellis 2007 and D. Moelants, "Preferred tempo reconsidered", ICMPC 2002 (prior).
 * @returns none when nothing repeats: silence, a constant, noise, or less than about two beats of audio
 * @throws DspArgumentError for tempi outside 20..400 or crossed
 */
export function estimateTempo(tempogram: Tempogram, options: TempoOptions = {}): TempoCandidate[] {
  const { minimumBpm = 30, maximumBpm = 300, priorBpm = 110, priorOctaves = 0.7 } = options;
  checkNumber('minimumBpm', minimumBpm, 20, 400);
  checkNumber('maximumBpm', maximumBpm, 20, 400);
  checkNumber('priorBpm', priorBpm, 20, 400);
  checkNumber('priorOctaves', priorOctaves, 0.01, 100);
  if (minimumBpm >= maximumBpm)
    throw new DspArgumentError('minimumBpm', `below maximumBpm (${maximumBpm})`, minimumBpm);

  // One step more on each side, so that a tempo at the edge is a peak too.
  const steps = Math.ceil(Math.log(maximumBpm / minimumBpm) / GRID_STEP);
  const bpmAt = (index: number): number => minimumBpm * Math.exp(index * GRID_STEP);
  const saliences = Float64Array.from({ length: steps + 3 }, (_, index) => {
    const bpm = bpmAt(index - 1);
    const prior = Math.exp(-0.5 * (Math.log2(bpm / priorBpm) / priorOctaves) ** 2);
    return tempoSalience(bpm, tempogram) * prior;
  });
  const peaks: { bpm: number; salience: number }[] = [];
  for (let index = 1; index < saliences.length - 1; index++) {
    const [before, salience, after] = saliences.subarray(index - 1, index + 2);
    if (salience <= 0 || salience < before || salience <= after) continue;
    const bpm = bpmAt(index - 1 + parabolicPeak(before, salience, after));
    peaks.push({ bpm: Math.min(maximumBpm, Math.max(minimumBpm, bpm)), salience });
  }
  return withWeights(peaks);
}

/** How strongly a tempo's beats and their multiples repeat, before any prior: 0..1. */
export function tempoSalience(bpm: number, tempogram: Tempogram): number {
  const { frameRateHz, autocorrelation, spectrum, spectrumStepHz } = tempogram;
  const inSpectrum = valueAt(spectrum, bpm / 60 / spectrumStepHz);
  return periodicity(autocorrelation, (60 * frameRateHz) / bpm) * inSpectrum ** SPECTRUM_EXPONENT;
}

function withWeights(peaks: { bpm: number; salience: number }[]): TempoCandidate[] {
  const best = peaks
    .filter(({ salience }) => salience > NOISE_SALIENCE)
    .sort((a, b) => b.salience - a.salience)
    .slice(0, MOST_CANDIDATES);
  const likelihoods = best.map(({ salience }) => salience ** SHARPNESS);
  const total = likelihoods.reduce((sum, value) => sum + value, NOISE_SALIENCE ** SHARPNESS);
  return best.map(({ bpm }, index) => ({ bpm, weight: likelihoods[index] / total }));
}
