import { checkNumber } from '../arguments/check-arguments.js';
import { FrameStream } from '../fourier/frame-stream.js';
import { GrowingArray } from '../fourier/growing-array.js';
import { type MelFilterBank, melFilterBank } from '../mel/mel-filter-bank.js';
import { SpectralFrames } from '../fourier/spectral-frames.js';

export interface OnsetStrengthOptions {
  /** Rate of the samples, Hz: a number of 8000..384000. */
  readonly sampleRateHz: number;
}

/** Frames a second that the hop is rounded to; 86 resolve a beat at 300 per minute into 17 frames. */
const FRAMES_PER_SECOND = 22_050 / 256;
/** Seconds of a spectrum's window: long enough for the lowest drums, short enough for fast notes. */
const WINDOW_SECONDS = 1_024 / 22_050;
const BANDS = 40;
/** The lowest bands, up to about 500 Hz: kick drums and bass notes. */
const BASS_BANDS = 5;
const LOWEST_HZ = 30;
const HIGHEST_HZ = 11_000;
/** What lies further below the loudest band is taken as silence, so that noise and reverberation make no onsets. */
const RANGE = 10 ** (-40 / 10);
/** Frames that a rise may take. */
const LAG = 2;
/** The loudest band of this beginning sets the level; later, only louder ones change it. */
const LEVEL_SECONDS = 10;

/** Onset strength, one value of at least 0 a frame. */
export interface OnsetEnvelopes {
  /** Mean over all bands, dB. */
  readonly envelope: Float32Array;
  /** Mean over the bands up to about 500 Hz, dB. */
  readonly bassEnvelope: Float32Array;
  /** Frames of the envelopes per second. */
  readonly frameRateHz: number;
}

/**
 * Onset strength of a stream: how much the mel bands' levels rise from frame to frame, dB, averaged over the bands. Frame `t` is centred on
 * `t / frameRateHz` seconds. The scale of the signal does not matter. Memory grows by 689 bytes a second of audio.
 *
 * Source: S. Dixon, "Onset detection revisited", DAFx 2006 (spectral flux); D. P. W. Ellis, "Beat tracking by dynamic programming",
 * J. New Music Research 36(1), 2007 (mel bands in dB); lag of two frames after S. Böck & G. Widmer, "Maximum filter vibrato suppression
 * for onset detection", DAFx 2013.
 */
export class OnsetStrength {
  /** Frames of the envelope per second. */
  readonly frameRateHz: number;
  private readonly frames: FrameStream;
  private readonly spectra: SpectralFrames;
  private readonly power: Float32Array;
  private readonly bank: MelFilterBank;
  private readonly envelope = new GrowingArray();
  private readonly bassEnvelope = new GrowingArray();
  /** Band energies of the beginning, kept until the level is known. */
  private beginning: Float32Array[] | undefined = [];
  private readonly beginningFrames: number;
  private readonly framesBeyondEnd: number;
  private level = 0;
  /** Band levels of the last frames, newest last. */
  private readonly past: Float32Array[] = [];
  private readonly energies = new Float32Array(BANDS);

  /** @throws DspArgumentError for a rate outside its range */
  constructor(options: OnsetStrengthOptions) {
    const { sampleRateHz } = options;
    checkNumber('sampleRateHz', sampleRateHz, 8_000, 384_000);
    const hopLength = Math.round(sampleRateHz / FRAMES_PER_SECOND);
    const frameLength = 2 ** Math.round(Math.log2(WINDOW_SECONDS * sampleRateHz));
    this.frameRateHz = sampleRateHz / hopLength;
    this.framesBeyondEnd = Math.ceil(frameLength / 2 / hopLength);
    this.beginningFrames = Math.ceil(LEVEL_SECONDS * this.frameRateHz);
    this.spectra = new SpectralFrames({ fftLength: frameLength, hopLength });
    this.power = new Float32Array(this.spectra.bins);
    this.bank = melFilterBank({
      sampleRateHz,
      fftLength: frameLength,
      bands: BANDS,
      minimumHz: LOWEST_HZ,
      maximumHz: Math.min(HIGHEST_HZ, sampleRateHz / 2),
    });
    this.frames = new FrameStream({ frameLength, hopLength }, (samples, start) => {
      this.spectra.power(samples, start, this.power);
      this.bank.apply(this.power, this.energies);
      this.take(this.energies);
    });
  }

  /**
   * Takes the next samples.
   * @throws DspArgumentError for NaN or infinities, as soon as a frame holds one
   */
  push(samples: Float32Array): void {
    this.frames.push(samples);
  }

  /** Ends the stream and gives its envelopes. */
  finish(): OnsetEnvelopes {
    this.frames.flush();
    this.releaseBeginning();
    return {
      envelope: this.withoutCut(this.envelope.view()),
      bassEnvelope: this.withoutCut(this.bassEnvelope.view()),
      frameRateHz: this.frameRateHz,
    };
  }

  /** Windows that reach beyond the end see a cut, which looks like an onset and is none. */
  private withoutCut(envelope: Float32Array): Float32Array {
    return envelope.fill(0, Math.max(0, envelope.length - this.framesBeyondEnd));
  }

  private take(energies: Float32Array): void {
    for (const energy of energies) if (energy > this.level) this.level = energy;
    if (this.beginning === undefined) {
      this.measure(energies);
      return;
    }
    this.beginning.push(energies.slice());
    if (this.beginning.length >= this.beginningFrames) this.releaseBeginning();
  }

  private releaseBeginning(): void {
    for (const energies of this.beginning ?? []) this.measure(energies);
    this.beginning = undefined;
  }

  private measure(energies: Float32Array): void {
    const reference = this.level > 0 ? this.level : 1;
    const oldest = this.past.length > LAG ? this.past.shift() : undefined;
    const levels = oldest ?? new Float32Array(BANDS);
    for (let band = 0; band < BANDS; band++) {
      levels[band] = 10 * Math.log10(Math.max(RANGE, energies[band] / reference));
    }
    this.past.push(levels);
    if (this.past.length <= LAG) {
      this.envelope.push(0);
      this.bassEnvelope.push(0);
      return;
    }
    let rise = 0;
    for (let band = 0; band < BASS_BANDS; band++) rise += Math.max(0, levels[band] - this.past[0][band]);
    this.bassEnvelope.push(rise / BASS_BANDS);
    for (let band = BASS_BANDS; band < BANDS; band++) rise += Math.max(0, levels[band] - this.past[0][band]);
    this.envelope.push(rise / BANDS);
  }
}

/**
 * Onset strength of a whole signal; see {@link OnsetStrength}.
 * @throws DspArgumentError for a rate outside its range, NaN or infinities
 */
export function onsetStrength(samples: Float32Array, options: OnsetStrengthOptions): OnsetEnvelopes {
  const onsets = new OnsetStrength(options);
  onsets.push(samples);
  return onsets.finish();
}
