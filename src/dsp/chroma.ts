import { checkNumber } from './check-arguments.js';
import { FrameStream } from './frame-stream.js';
import { ShortTimeSpectrum } from './short-time-spectrum.js';
import { SpectralPeaks } from './spectral-peaks.js';
import { windowFunction } from './window-functions.js';

export interface ChromaOptions {
  /** Rate of the samples, Hz: a number of 8000..384000. */
  readonly sampleRateHz: number;
}

/** What a recording holds of the twelve pitch classes. */
export interface Chroma {
  /** Share of C, C#, … B; they add up to 1, or are all 0 when nothing tonal was heard. */
  readonly pitchClasses: Float64Array;
  /** How far the recording is tuned from a' = 440 Hz, semitones: -0.5..0.5. */
  readonly tuning: number;
}

/** Long enough to part semitones from about 130 Hz on; peak interpolation reaches lower. */
const WINDOW_SECONDS = 8_192 / 22_050;
const HOPS_PER_WINDOW = 2;
const LOWEST_HZ = 60;
const HIGHEST_HZ = 4_000;
/** Peaks further below the loudest one so far are noise: -60 dB. */
const RANGE = 1e-6;
/** Steps of a semitone at which the tuning is known before it is found. */
const STEPS = 20;
const PITCH_STEPS = 12 * STEPS;

/**
 * Pitch-class profile of a stream from its spectral peaks, tuned to the recording. Each frame counts by its loudness; a frame's peaks count by their
 * magnitude, less the further they lie from a semitone (cosine squared). Memory is constant.
 *
 * The peaks are first gathered in steps of 1/20 semitone, so that the tuning can be taken from the whole recording without keeping it.
 * Source: T. Fujishima, "Realtime chord recognition of musical sound", ICMC 1999; E. Gómez, "Tonal description of polyphonic audio for music
 * content processing", INFORMS J. Computing 18(3), 2006 (peaks, weighting); tuning as the circular mean of the peaks' deviations,
 * K. Dressler & S. Streich, "Tuning frequency estimation using circular statistics", ISMIR 2007.
 */
export class ChromaAnalyser {
  private readonly frames: FrameStream;
  private readonly histogram = new Float64Array(PITCH_STEPS);
  private readonly power: Float32Array;
  private readonly peaks: SpectralPeaks;
  private readonly firstBin: number;
  private readonly lastBin: number;
  private readonly binHz: number;
  private loudest = 0;

  /** @throws DspArgumentError for a rate outside its range */
  constructor(options: ChromaOptions) {
    const { sampleRateHz } = options;
    checkNumber('sampleRateHz', sampleRateHz, 8_000, 384_000);
    const frameLength = 2 ** Math.round(Math.log2(WINDOW_SECONDS * sampleRateHz));
    const spectrum = new ShortTimeSpectrum(frameLength, windowFunction('hann', frameLength));
    this.binHz = sampleRateHz / frameLength;
    this.firstBin = Math.ceil(LOWEST_HZ / this.binHz);
    this.lastBin = Math.floor(Math.min(HIGHEST_HZ, sampleRateHz / 2) / this.binHz);
    this.power = new Float32Array(spectrum.bins);
    this.peaks = new SpectralPeaks(Math.ceil(spectrum.bins / 2));
    this.frames = new FrameStream({ frameLength, hopLength: frameLength / HOPS_PER_WINDOW }, (samples, start) => {
      spectrum.power(samples, start, this.power);
      this.gather();
    });
  }

  /** Takes the next samples. A NaN would spoil the profile: the caller keeps them out. */
  push(samples: Float32Array): void {
    this.frames.push(samples);
  }

  /** Ends the stream and gives its profile. */
  finish(): Chroma {
    this.frames.flush();
    const tuning = this.tuning();
    const pitchClasses = new Float64Array(12);
    let total = 0;
    for (let step = 0; step < PITCH_STEPS; step++) {
      const pitch = step / STEPS - tuning;
      const nearest = Math.round(pitch);
      const weight = this.histogram[step] * Math.cos(Math.PI * (pitch - nearest)) ** 2;
      pitchClasses[((nearest % 12) + 12) % 12] += weight;
      total += weight;
    }
    return { pitchClasses: total > 0 ? pitchClasses.map((value) => value / total) : pitchClasses, tuning };
  }

  private gather(): void {
    for (let bin = this.firstBin; bin <= this.lastBin; bin++) {
      if (this.power[bin] > this.loudest) this.loudest = this.power[bin];
    }
    this.peaks.find(this.power, this.firstBin, this.lastBin, this.loudest * RANGE);
    for (let index = 0; index < this.peaks.count; index++) {
      const semitones = 12 * Math.log2((this.peaks.bins[index] * this.binHz) / MIDDLE_C_HZ);
      const step = Math.round(semitones * STEPS) % PITCH_STEPS;
      this.histogram[step < 0 ? step + PITCH_STEPS : step] += this.peaks.magnitudes[index];
    }
  }

  private tuning(): number {
    let cosine = 0;
    let sine = 0;
    for (let step = 0; step < PITCH_STEPS; step++) {
      cosine += this.histogram[step] * Math.cos((2 * Math.PI * step) / STEPS);
      sine += this.histogram[step] * Math.sin((2 * Math.PI * step) / STEPS);
    }
    return Math.atan2(sine, cosine) / (2 * Math.PI);
  }
}

const MIDDLE_C_HZ = 440 * 2 ** (-9 / 12);

/** Pitch-class profile of a whole signal; see {@link ChromaAnalyser}. */
export function chroma(samples: Float32Array, options: ChromaOptions): Chroma {
  const analyser = new ChromaAnalyser(options);
  analyser.push(samples);
  return analyser.finish();
}
