import { checkNumber } from '../arguments/check-arguments.js';
import { FrameStream } from '../fourier/frame-stream.js';
import { SpectralFrames } from '../fourier/spectral-frames.js';
import { SpectralPeaks } from './spectral-peaks.js';
import { followTuning } from './tuning-path.js';
import { TunedFold } from './tuned-fold.js';

export interface PitchClassProfileOptions {
  /** Rate of the samples, Hz: a number of 8000..384000. */
  readonly sampleRateHz: number;
}

/** What a recording holds of the twelve pitch classes. */
export interface PitchClassProfile {
  /** Share of C, C#, … B; they add up to 1, or are all 0 when nothing tonal was heard. */
  readonly pitchClasses: Float64Array;
  /** How far the recording is tuned from a' = 440 Hz, semitones: -0.5..0.5, the mean when it drifts. */
  readonly tuning: number;
  /** How well the sound keeps to semitones, 0..1: about 0 for speech, noise and drums, 0.2 for songs, 0.6 for keyboards. */
  readonly clarity: number;
  /** Length of what was heard, silence left out, seconds. */
  readonly seconds: number;
}

/** Long enough to part semitones from about 130 Hz on; peak interpolation reaches lower. */
const WINDOW_SECONDS = 8_192 / 22_050;
const HOPS_PER_WINDOW = 2;
const LOWEST_HZ = 60;
const HIGHEST_HZ = 4_000;
/** Peaks further below the loudest one so far are noise: -60 dB. */
const RANGE = 1e-6;
const MIDDLE_C_HZ = 440 * 2 ** (-9 / 12);
/** Music begins in its key more surely than it stays there: the first moments count up to 1 + 3 times, falling by 1/e in 3 s. */
const BEGINNING_WEIGHT = 3;
const BEGINNING_SECONDS = 3;
/** Frames for which one tuning holds: 4 s. */
const BLOCK_FRAMES = 22;

/** What is kept of some seconds of sound until the tuning is known. */
interface Block {
  /** The profile for each possible tuning. */
  readonly folded: Float32Array;
  /** Sum over all peaks of magnitude · exp(2πi · pitch in semitones). */
  cosine: number;
  sine: number;
}

/**
 * Pitch-class profile of a stream for finding its key. A frame's spectral peaks count by their magnitude, less the further they lie from a semitone
 * (cosine squared) of the tuning at that time; a frame's twelve sums are compressed, so that neither loud frames nor loud notes outweigh the rest,
 * and added up with more weight on the beginning. Memory grows by 240 bytes a second, because each tuning's profile is kept until the tuning is known.
 *
 * Source: E. Gómez, "Tonal description of polyphonic audio for music content processing", INFORMS J. Computing 18(3), 2006 (peaks, weighting);
 * K. Dressler & S. Streich, "Tuning frequency estimation using circular statistics", ISMIR 2007.
 */
export class PitchClassProfileAnalyser {
  private readonly frames: FrameStream;
  private readonly fold = new TunedFold();
  private readonly blocks: Block[] = [];
  private readonly power: Float32Array;
  private readonly peaks: SpectralPeaks;
  private readonly firstBin: number;
  private readonly lastBin: number;
  private readonly binHz: number;
  private readonly hopSeconds: number;
  private loudest = 0;
  private magnitude = 0;
  private sounding = 0;
  private sinceBeginning = 0;

  /** @throws DspArgumentError for a rate outside its range */
  constructor(options: PitchClassProfileOptions) {
    const { sampleRateHz } = options;
    checkNumber('sampleRateHz', sampleRateHz, 8_000, 384_000);
    const frameLength = 2 ** Math.round(Math.log2(WINDOW_SECONDS * sampleRateHz));
    const hopLength = frameLength / HOPS_PER_WINDOW;
    const spectra = new SpectralFrames({ fftLength: frameLength, hopLength });
    this.binHz = sampleRateHz / frameLength;
    this.hopSeconds = hopLength / sampleRateHz;
    this.firstBin = Math.ceil(LOWEST_HZ / this.binHz);
    this.lastBin = Math.floor(Math.min(HIGHEST_HZ, sampleRateHz / 2) / this.binHz);
    this.power = new Float32Array(spectra.bins);
    this.peaks = new SpectralPeaks(Math.ceil(spectra.bins / 2));
    this.frames = new FrameStream({ frameLength, hopLength }, (samples, start) => {
      spectra.power(samples, start, this.power);
      this.gather();
    });
  }

  /**
   * Takes the next samples.
   * @throws DspArgumentError for NaN or infinities, as soon as a frame holds one
   */
  push(samples: Float32Array): void {
    this.frames.push(samples);
  }

  /** Ends the stream and gives its profile. */
  finish(): PitchClassProfile {
    this.frames.flush();
    const tunings = followTuning(this.blocks);
    const sums = new Float64Array(12);
    let inTune = 0;
    let tuning = 0;
    let weight = 0;
    this.blocks.forEach(({ folded, cosine, sine }, index) => {
      this.fold.addTuned(folded, tunings[index], sums);
      const angle = 2 * Math.PI * tunings[index];
      inTune += cosine * Math.cos(angle) + sine * Math.sin(angle);
      tuning += tunings[index] * Math.hypot(cosine, sine);
      weight += Math.hypot(cosine, sine);
    });
    const total = sums.reduce((sum, value) => sum + value, 0);
    return {
      pitchClasses: total > 0 ? sums.map((value) => value / total) : sums,
      tuning: weight > 0 ? tuning / weight : 0,
      clarity: this.magnitude > 0 ? Math.max(0, inTune / this.magnitude) : 0,
      seconds: this.sounding * this.hopSeconds,
    };
  }

  private gather(): void {
    for (let bin = this.firstBin; bin <= this.lastBin; bin++) {
      if (this.power[bin] > this.loudest) this.loudest = this.power[bin];
    }
    this.peaks.find(this.power, this.firstBin, this.lastBin, this.loudest * RANGE);
    if (this.peaks.count > 0) this.sounding++;
    if (this.sounding === 0) return;
    if (this.sinceBeginning % BLOCK_FRAMES === 0) this.blocks.push({ folded: this.fold.empty(), cosine: 0, sine: 0 });
    this.addFrame(this.blocks[this.blocks.length - 1]);
    this.sinceBeginning++;
  }

  private addFrame(block: Block): void {
    this.fold.clear();
    for (let index = 0; index < this.peaks.count; index++) {
      const semitones = 12 * Math.log2((this.peaks.bins[index] * this.binHz) / MIDDLE_C_HZ);
      const magnitude = this.peaks.magnitudes[index];
      this.fold.gather(semitones, magnitude);
      block.cosine += magnitude * Math.cos(2 * Math.PI * semitones);
      block.sine += magnitude * Math.sin(2 * Math.PI * semitones);
      this.magnitude += magnitude;
    }
    const seconds = this.sinceBeginning * this.hopSeconds;
    this.fold.addTo(block.folded, 1 + BEGINNING_WEIGHT * Math.exp(-seconds / BEGINNING_SECONDS));
  }
}

/**
 * Pitch-class profile of a whole signal; see {@link PitchClassProfileAnalyser}.
 * @throws DspArgumentError for a rate outside its range, NaN or infinities
 */
export function pitchClassProfile(samples: Float32Array, options: PitchClassProfileOptions): PitchClassProfile {
  const analyser = new PitchClassProfileAnalyser(options);
  analyser.push(samples);
  return analyser.finish();
}
