import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { RealFft } from './real-fft.js';

const SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 12, 15, 16, 31, 64, 100, 147, 160, 256, 400, 441, 1_000, 1_024, 2_049];

function noise(length: number): Float64Array {
  let state = 1;
  return Float64Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 1_073_741_824 - 1;
  });
}

function transform(signal: Float64Array): { real: Float64Array; imaginary: Float64Array } {
  const fft = new RealFft(signal.length);
  const real = new Float64Array(fft.bins);
  const imaginary = new Float64Array(fft.bins);
  fft.forward(signal, real, imaginary);
  return { real, imaginary };
}

/** The definition itself, in O(n²). */
function slowTransform(signal: Float64Array): { real: Float64Array; imaginary: Float64Array } {
  const bins = Math.floor(signal.length / 2) + 1;
  const sum = (k: number, wave: (angle: number) => number): number =>
    signal.reduce(
      (total, value, n) => total + value * wave((-2 * Math.PI * ((k * n) % signal.length)) / signal.length),
      0,
    );
  return {
    real: Float64Array.from({ length: bins }, (_, k) => sum(k, Math.cos)),
    imaginary: Float64Array.from({ length: bins }, (_, k) => sum(k, Math.sin)),
  };
}

const largestDifference = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index])), 0);

describe('RealFft', () => {
  it.each(SIZES)('of %i points follows the definition', (size) => {
    const signal = noise(size);
    const fast = transform(signal);
    const slow = slowTransform(signal);
    expect(largestDifference(fast.real, slow.real)).toBeLessThan(1e-10);
    expect(largestDifference(fast.imaginary, slow.imaginary)).toBeLessThan(1e-10);
  });

  it.each(SIZES)('of %i points is undone by its inverse', (size) => {
    const signal = noise(size);
    const { real, imaginary } = transform(signal);
    const again = new Float64Array(size);
    new RealFft(size).inverse(real, imaginary, again);
    expect(largestDifference(again, signal)).toBeLessThan(1e-12);
  });

  it.each(SIZES)('of %i points keeps the energy (Parseval)', (size) => {
    const signal = noise(size);
    const { real, imaginary } = transform(signal);
    const energy = signal.reduce((sum, value) => sum + value * value, 0);
    const spectral = real.reduce((sum, value, k) => {
      const isPaired = k > 0 && 2 * k !== size;
      return sum + (isPaired ? 2 : 1) * (value * value + imaginary[k] * imaginary[k]);
    }, 0);
    expect(spectral / size / energy).toBeCloseTo(1, 12);
  });

  it('is linear', () => {
    const a = noise(100);
    const b = noise(200).subarray(100);
    const sum = transform(a.map((value, index) => 2 * value + b[index]));
    const [first, second] = [transform(a), transform(b)];
    expect(
      largestDifference(
        sum.real,
        first.real.map((value, k) => 2 * value + second.real[k]),
      ),
    ).toBeLessThan(1e-12);
  });

  it('of an impulse is flat, of a constant is one line', () => {
    const impulse = transform(Float64Array.of(1, 0, 0, 0, 0, 0));
    expect([...impulse.real].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 1, 1, 1]);
    const constant = transform(new Float64Array(6).fill(1));
    expect(constant.real[0]).toBeCloseTo(6, 12);
    expect(largestDifference(constant.real.subarray(1), new Float64Array(3))).toBeLessThan(1e-12);
  });

  it('refuses sizes and arrays that do not fit', () => {
    expect(() => new RealFft(0)).toThrow(DspArgumentError);
    expect(() => new RealFft(2.5)).toThrow('size must be an integer of 1..16777216, but is 2.5.');
    const fft = new RealFft(8);
    expect(() => fft.forward(new Float64Array(7), new Float64Array(5), new Float64Array(5))).toThrow('signal');
    expect(() => fft.forward(new Float64Array(8), new Float64Array(4), new Float64Array(5))).toThrow('real');
    expect(() => fft.inverse(new Float64Array(5), new Float64Array(4), new Float64Array(8))).toThrow('imaginary');
  });
});
