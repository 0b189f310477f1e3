import { checkOneOf, checkSamples } from '../arguments/check-arguments.js';
import { FrameStream } from '../fourier/frame-stream.js';
import { visitFrames } from '../fourier/frames.js';
import { type MelFilterBank, melFilterBank, type MelFilterBankOptions } from './mel-filter-bank.js';
import { SpectralFrames, type SpectralFramesOptions } from '../fourier/spectral-frames.js';
import { type Spectrogram } from '../fourier/spectrogram.js';

export interface MelSpectrogramOptions extends SpectralFramesOptions, MelFilterBankOptions {
  /** What the bands add up: the bins' `'power'` (default) or `'magnitude'`. */
  readonly quantity?: 'power' | 'magnitude';
}

/** Mel bands of single frames. */
class MelFrames {
  readonly spectra: SpectralFrames;
  readonly bank: MelFilterBank;
  private readonly bins: Float32Array;
  private readonly isMagnitude: boolean;

  constructor(options: MelSpectrogramOptions) {
    checkOneOf('quantity', options.quantity ?? 'power', ['power', 'magnitude']);
    this.isMagnitude = options.quantity === 'magnitude';
    this.bank = melFilterBank(options);
    this.spectra = new SpectralFrames(options);
    this.bins = new Float32Array(this.spectra.bins);
  }

  take(samples: Float32Array, start: number, output: Float32Array, offset: number): void {
    const { bins } = this;
    this.spectra.power(samples, start, bins);
    if (this.isMagnitude) {
      for (let bin = 0; bin < bins.length; bin++) bins[bin] = Math.sqrt(bins[bin]);
    }
    this.bank.apply(bins, output, offset);
  }
}

/**
 * Energies of mel bands over time, with the definition of librosa's `feature.melspectrogram`.
 * @returns frames as of {@link powerSpectrogram}, with one bin a band
 * @throws DspArgumentError for options outside their ranges, NaN or infinities
 */
export function melSpectrogram(samples: Float32Array, options: MelSpectrogramOptions): Spectrogram {
  checkSamples('samples', samples);
  const mel = new MelFrames(options);
  const bins = mel.bank.bands;
  const frames = mel.spectra.count(samples, bins);
  const data = new Float32Array(frames * bins);
  visitFrames(samples, mel.spectra.framing, (values, start, frame) => mel.take(values, start, data, frame * bins));
  return { frames, bins, data };
}

export type MelStreamOptions = Omit<MelSpectrogramOptions, 'padding'> & { readonly padding?: 'zero' | 'none' };

/** The frames of {@link melSpectrogram} for a stream, in memory that does not grow. */
export class MelStream {
  private readonly frames: FrameStream;

  /**
   * @param visit sees one frame after the other, `bands` numbers that are valid during the call only
   * @throws DspArgumentError for options outside their ranges
   */
  constructor(options: MelStreamOptions, visit: (bands: Float32Array) => void) {
    checkOneOf('padding', options.padding ?? 'zero', ['zero', 'none']);
    const mel = new MelFrames(options);
    const bands = new Float32Array(mel.bank.bands);
    this.frames = new FrameStream({ ...mel.spectra.framing, centred: options.padding !== 'none' }, (samples, start) => {
      mel.take(samples, start, bands, 0);
      visit(bands);
    });
  }

  /**
   * Takes the next samples and visits all frames that they complete.
   * @throws DspArgumentError for NaN or infinities
   */
  push(samples: Float32Array): void {
    this.frames.push(samples);
  }

  /** Visits the frames that reach beyond the end. The stream is over then. */
  flush(): void {
    this.frames.flush();
  }
}
