import { waveletKernel, type WaveletOptions } from './constant-q-kernel.js';
import { windowFunction } from '../fourier/window-functions.js';

/** The definition, sample by sample. */
function direct(options: WaveletOptions, bin: number): [number, number] {
  const { frequency, length, fftLength, window } = options;
  const begin = -Math.ceil(length / 2);
  const taps = Math.floor(length / 2) - begin;
  const weights = windowFunction(window, taps).map((weight) => (taps === 1 ? 1 : weight));
  const sum = weights.reduce((total, weight) => total + Math.abs(weight), 0);
  const lead = Math.floor((fftLength - taps) / 2);
  return weights.reduce<[number, number]>(
    ([real, imaginary], weight, index) => {
      const angle = 2 * Math.PI * (frequency * (begin + index) - (bin * (lead + index)) / fftLength);
      const height = ((weight / sum) * length) / fftLength;
      return [real + height * Math.cos(angle), imaginary + height * Math.sin(angle)];
    },
    [0, 0],
  );
}

const OPTIONS: WaveletOptions = { frequency: 0.11, length: 57.3, fftLength: 64, window: 'hann', sparsity: 0 };

describe('waveletKernel', () => {
  it.each<Partial<WaveletOptions>>([
    {},
    { window: 'blackman-harris' },
    { window: 'rectangular' },
    { window: 'hamming', fftLength: 256 },
    { length: 64 },
    { length: 5 },
    { length: 2.5 },
    { length: 1 },
    { frequency: 8 / 64 },
    { frequency: 0.002, length: 3_000.7, fftLength: 4_096 },
  ])('is the transform of the wavelet: %j', (changes) => {
    const options = { ...OPTIONS, ...changes };
    const { first, real, imaginary } = waveletKernel(options);
    expect(real.length).toBeGreaterThan(0);
    for (let index = 0; index < real.length; index++) {
      const [expectedReal, expectedImaginary] = direct(options, first + index);
      expect(real[index]).toBeCloseTo(expectedReal, 6);
      expect(imaginary[index]).toBeCloseTo(expectedImaginary, 6);
    }
  });

  it('leaves out the bins at the edges whose magnitudes are a small share of all', () => {
    const magnitudes = (sparsity: number): number[] => {
      const { real, imaginary } = waveletKernel({ ...OPTIONS, sparsity });
      return Array.from(real, (value, index) => Math.hypot(value, imaginary[index])).filter((value) => value > 0);
    };
    const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
    const all = sum(magnitudes(0));
    const kept = magnitudes(0.05);
    expect(kept.length).toBeLessThan(20);
    expect(sum(kept)).toBeGreaterThan(0.95 * all);
    expect(sum(kept) - Math.min(...kept)).toBeLessThanOrEqual(0.95 * all);
  });
});
