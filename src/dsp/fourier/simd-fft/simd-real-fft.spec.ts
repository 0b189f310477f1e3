import { RealFft } from '../real-fft.js';
import { windowFunction } from '../window-functions.js';
import { factorise } from './fft-plan.js';
import { SimdRealFft } from './simd-real-fft.js';

const SIZES = [32, 40, 48, 56, 64, 72, 80, 96, 112, 120, 128, 168, 256, 400, 512, 1_000, 1_024, 1_200, 2_048, 4_096];

function noise(length: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 1_073_741_824 - 1;
  });
}

/** The same in double precision. */
function reference(samples: Float32Array, window: Float64Array): { real: Float64Array; imaginary: Float64Array } {
  const fft = new RealFft(samples.length);
  const real = new Float64Array(fft.bins);
  const imaginary = new Float64Array(fft.bins);
  fft.forward(
    window.map((value, index) => value * samples[index]),
    real,
    imaginary,
  );
  return { real, imaginary };
}

function spectrumOf(samples: Float32Array, window: Float64Array): { real: Float32Array; imaginary: Float32Array } {
  const fft = new SimdRealFft(samples.length, window);
  const real = new Float32Array(fft.bins);
  const imaginary = new Float32Array(fft.bins);
  fft.spectrum(samples, 0, real, imaginary);
  return { real, imaginary };
}

const largest = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  largest(Array.from(a, (value, index) => value - b[index]));

describe('SimdRealFft', () => {
  it('suits multiples of 8 with small prime factors', () => {
    expect(SIZES.every((size) => SimdRealFft.suits(size))).toBe(true);
    expect([2, 8, 24, 25, 36, 88, 500, 2_047, 1 << 19].some((size) => SimdRealFft.suits(size))).toBe(false);
    expect(factorise(50)).toEqual([5, 5, 2]);
    expect(factorise(22)).toBeUndefined();
  });

  it.each(SIZES)('of %i points agrees with double precision', (size) => {
    const samples = noise(size);
    const window = windowFunction('hann', size);
    const expected = reference(samples, window);
    const actual = spectrumOf(samples, window);
    const scale = largest(expected.real);
    expect(actual.real).toHaveLength(size / 2 + 1);
    expect(largestDifference(actual.real, expected.real) / scale).toBeLessThan(1e-6);
    expect(largestDifference(actual.imaginary, expected.imaginary) / scale).toBeLessThan(1e-6);
  });

  it.each(SIZES)('of %i points: power is the squared magnitude', (size) => {
    const samples = noise(size);
    const window = windowFunction('hamming', size);
    const { real, imaginary } = spectrumOf(samples, window);
    const power = new Float32Array(size / 2 + 1);
    new SimdRealFft(size, window).power(samples, 0, power);
    const expected = Array.from(real, (value, bin) => value ** 2 + imaginary[bin] ** 2);
    expect(largestDifference(power, expected) / largest(expected)).toBeLessThan(1e-6);
  });

  it.each([64, 400])('of %i points keeps the energy (Parseval)', (size) => {
    const samples = noise(size);
    const power = new Float32Array(size / 2 + 1);
    new SimdRealFft(size, windowFunction('rectangular', size)).power(samples, 0, power);
    const spectral = power.reduce((sum, value, bin) => sum + (bin === 0 || 2 * bin === size ? 1 : 2) * value, 0);
    const energy = samples.reduce((sum, value) => sum + value * value, 0);
    expect(spectral / size / energy).toBeCloseTo(1, 6);
  });

  it('of an impulse is flat, of a constant is one line, of an alternation the last one', () => {
    const rectangular = windowFunction('rectangular', 64);
    const impulse = new Float32Array(64);
    impulse[0] = 1;
    expect(largestDifference(spectrumOf(impulse, rectangular).real, new Float32Array(33).fill(1))).toBeLessThan(1e-6);
    const constant = spectrumOf(new Float32Array(64).fill(1), rectangular).real;
    expect([constant[0], largest(constant.subarray(1))]).toEqual([64, 0]);
    const alternation = spectrumOf(
      Float32Array.from({ length: 64 }, (_, index) => (-1) ** index),
      rectangular,
    ).real;
    expect([alternation[32], largest(alternation.subarray(0, 32))]).toEqual([64, 0]);
  });

  it('of silence is exactly 0', () => {
    const { real, imaginary } = spectrumOf(new Float32Array(400), windowFunction('hann', 400));
    expect(largest(real) + largest(imaginary)).toBe(0);
  });

  it('puts a short window in the middle of zeros', () => {
    const samples = noise(400);
    const fft = new SimdRealFft(512, windowFunction('hann', 400));
    const power = new Float32Array(257);
    fft.power(noise(1_000), 0, new Float32Array(257));
    fft.power(samples, 0, power);
    const padded = new Float32Array(512);
    padded.set(
      windowFunction('hann', 400).map((value, index) => value * samples[index]),
      56,
    );
    const expected = new Float32Array(257);
    new SimdRealFft(512, windowFunction('rectangular', 512)).power(padded, 0, expected);
    expect(largestDifference(power, expected) / largest(expected)).toBeLessThan(1e-6);
  });

  it('serves users in turns without mixing them', () => {
    const window = windowFunction('hann', 256);
    const [mine, yours] = [noise(256), noise(512).subarray(256)];
    const fft = new SimdRealFft(256, window);
    const power = new Float32Array(129);
    const again = new Float32Array(129);
    fft.power(mine, 0, power);
    fft.power(yours, 0, again);
    fft.power(mine, 0, again);
    expect(again).toEqual(power);
  });
});
