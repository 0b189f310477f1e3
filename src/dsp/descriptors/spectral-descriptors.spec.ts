import { spectralBandwidth, spectralCentroid } from './spectral-centroid.js';
import { spectralContrast } from './spectral-contrast.js';
import { spectralFlatness } from './spectral-flatness.js';
import type { SpectralOptions } from './magnitude-frames.js';
import { spectralRolloff } from './spectral-rolloff.js';
import { magnitudeSpectrogram, type Spectrogram } from '../fourier/spectrogram.js';

/** Bins at 0, 100, 200, 300 and 400 Hz. */
const OPTIONS = { sampleRateHz: 800 };
const spectrogram = (...frames: number[][]): Spectrogram => ({
  frames: frames.length,
  bins: frames[0].length,
  data: Float32Array.from(frames.flat()),
});
const rounded = (values: Float32Array): number[] => [...values].map((value) => Math.round(value * 1e3) / 1e3);

const FRAMES = spectrogram([0, 1, 0, 1, 0], [0, 0, 0, 5, 0], [4, 0, 0, 0, 1], [0, 0, 0, 0, 0], [2, 2, 2, 2, 2]);

describe('spectralCentroid', () => {
  it('is the mean frequency, 0 for silence', () => {
    expect(rounded(spectralCentroid(FRAMES, OPTIONS))).toEqual([200, 300, 80, 0, 200]);
  });
});

describe('spectralBandwidth', () => {
  it('is the standard deviation of frequency', () => {
    expect(rounded(spectralBandwidth(FRAMES, OPTIONS))).toEqual([100, 0, 160, 0, 141.421]);
  });

  it('takes other orders', () => {
    // Shares 0.8 and 0.2 at 80 and 320 Hz from the centroid.
    expect(rounded(spectralBandwidth(FRAMES, { ...OPTIONS, order: 1 }))[2]).toBeCloseTo(128, 3);
  });
});

describe('spectralRolloff', () => {
  it('is the first bin that reaches the share', () => {
    expect(rounded(spectralRolloff(FRAMES, OPTIONS))).toEqual([300, 300, 400, 0, 400]);
    expect(rounded(spectralRolloff(FRAMES, { ...OPTIONS, share: 0.5 }))).toEqual([100, 300, 0, 0, 200]);
    expect(() => spectralRolloff(FRAMES, { ...OPTIONS, share: 1 })).toThrow('share');
  });
});

describe('spectralFlatness', () => {
  it('is 1 for the same everywhere and for silence', () => {
    const values = spectralFlatness(FRAMES);
    expect([values[3], values[4]].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([1, 1]);
  });

  it('is the geometric over the arithmetic mean of power', () => {
    const [value] = spectralFlatness(spectrogram([1, 2, 4]));
    expect(value).toBeCloseTo(4 / 7, 6);
    expect(spectralFlatness(spectrogram([1, 2, 4]), { power: 1 })[0]).toBeCloseTo(6 / 7, 6);
    // Zeros stand for 1e-10.
    expect(spectralFlatness(spectrogram([1, 0]))[0]).toBeCloseTo(2e-5, 8);
  });
});

describe('spectralContrast', () => {
  /** Bins of 1 Hz from 0 to 32. */
  const octaves = { sampleRateHz: 64, minimumHz: 4, octaves: 2 };
  const frame = (values: Record<number, number>): number[] => Array.from({ length: 33 }, (_, bin) => values[bin] ?? 1);

  it('is the level of peaks over valleys in each octave', () => {
    // Bands: 0..3, 3..7 and 7..32 Hz.
    const result = spectralContrast(spectrogram(frame({ 1: 100, 5: 10, 20: 0.1 })), octaves);
    expect([result.frames, result.bins]).toEqual([1, 3]);
    expect(rounded(result.data)).toEqual([20, 10, 10]);
  });

  it('begins a band a bin below its edge and ends it a bin before the next edge', () => {
    expect(rounded(spectralContrast(spectrogram(frame({ 3: 10 })), octaves).data)).toEqual([10, 10, 0]);
    expect(rounded(spectralContrast(spectrogram(frame({ 4: 10 })), octaves).data)).toEqual([0, 10, 0]);
    expect(rounded(spectralContrast(spectrogram(frame({ 8: 10 })), octaves).data)).toEqual([0, 0, 10]);
    expect(rounded(spectralContrast(spectrogram(frame({ 32: 10 })), octaves).data)).toEqual([0, 0, 10]);
  });

  it('takes the mean of a share of the bins', () => {
    // 26 bins in the highest band: 10 % are 3, of which one is loud.
    const result = spectralContrast(spectrogram(frame({ 20: 28 })), { ...octaves, quantile: 0.1 });
    expect(rounded(result.data)).toEqual([0, 0, 10]);
  });

  it('is 0 for silence, and in all frames where nothing stands out', () => {
    expect(rounded(spectralContrast(spectrogram(frame({}).map(() => 0)), octaves).data)).toEqual([0, 0, 0]);
  });

  it('refuses octaves beyond the Nyquist frequency and bands without bins', () => {
    const values = spectrogram(frame({}));
    expect(() => spectralContrast(values, { ...octaves, octaves: 5 })).toThrow('minimumHz');
    expect(() => spectralContrast(values, { ...octaves, minimumHz: 0.1 })).toThrow('each octave holds a bin');
    expect(() => spectralContrast(values, { ...octaves, octaves: 0 })).toThrow('octaves');
    expect(() => spectralContrast(values, { ...octaves, quantile: 0.6 })).toThrow('quantile');
    expect(() => spectralContrast(values, { ...octaves, minimumHz: Number.NaN })).toThrow('minimumHz');
  });
});

describe.each<[string, (magnitude: Spectrogram, options: SpectralOptions) => Float32Array]>([
  ['spectralCentroid', spectralCentroid],
  ['spectralBandwidth', spectralBandwidth],
  ['spectralRolloff', spectralRolloff],
  ['spectralFlatness', (magnitude) => spectralFlatness(magnitude)],
  ['spectralContrast', (magnitude, options) => spectralContrast(magnitude, { ...options, octaves: 1 }).data],
])('%s', (_, describeFrames) => {
  const options = { sampleRateHz: 8_000 };
  const samples = Float32Array.from({ length: 3_000 }, (__, index) => Math.sin(index * index * 0.001));
  const shape = { fftLength: 256, hopLength: 100 };

  it('does not depend on gain', () => {
    const magnitude = magnitudeSpectrogram(samples, shape);
    const loud = { ...magnitude, data: magnitude.data.map((value) => value * 64) };
    const values = describeFrames(magnitude, options);
    describeFrames(loud, options).forEach((value, index) => {
      expect(value).toBeCloseTo(values[index], 3);
    });
  });

  it('takes spectrograms without frames and of one sample', () => {
    expect(describeFrames(magnitudeSpectrogram(new Float32Array(0), shape), options)).toHaveLength(0);
    const one = describeFrames(magnitudeSpectrogram(Float32Array.of(1), shape), options);
    expect(one.every(Number.isFinite)).toBe(true);
  });

  it('refuses NaN, negative values and parts that do not fit together', () => {
    const magnitude = { frames: 1, bins: 3, data: Float32Array.of(1, Number.NaN, 1) };
    expect(() => describeFrames(magnitude, options)).toThrow('spectrogram.data[1] must be a finite number');
    expect(() => describeFrames({ ...magnitude, data: Float32Array.of(1, 1, -1) }, options)).toThrow('data[2]');
    expect(() => describeFrames({ ...magnitude, frames: 2 }, options)).toThrow('spectrogram.data');
    expect(() => describeFrames({ ...magnitude, bins: 0 }, options)).toThrow('spectrogram.bins');
  });
});

describe('the rate', () => {
  it.each([0, Number.NaN, 2e6])('is refused when it is %d', (sampleRateHz) => {
    expect(() => spectralCentroid(FRAMES, { sampleRateHz })).toThrow('sampleRateHz');
    expect(() => spectralBandwidth(FRAMES, { sampleRateHz })).toThrow('sampleRateHz');
    expect(() => spectralRolloff(FRAMES, { sampleRateHz })).toThrow('sampleRateHz');
    expect(() => spectralContrast(FRAMES, { sampleRateHz })).toThrow('sampleRateHz');
  });
});
