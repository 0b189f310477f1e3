import { powerSpectrogram } from './spectrogram.js';

const tone = (bin: number, length: number): Float32Array =>
  Float32Array.from({ length }, (_, index) => Math.cos((2 * Math.PI * bin * index) / 64));

describe('powerSpectrogram', () => {
  it('shows a tone in its bin', () => {
    const { frames, bins, data } = powerSpectrogram(tone(10, 640), { fftLength: 64, hopLength: 16 });
    expect([frames, bins]).toEqual([41, 33]);
    const middle = data.subarray(20 * bins, 21 * bins);
    expect(middle.indexOf(Math.max(...middle))).toBe(10);
    // Half the window's sum, squared: the other half belongs to the negative frequency.
    expect(middle[10]).toBeCloseTo(16 ** 2, 2);
  });

  it.each([
    ['zero', 101],
    ['reflect', 101],
    ['none', 97],
  ] as const)('with %s padding has %i frames', (padding, frames) => {
    expect(powerSpectrogram(tone(3, 1_600), { fftLength: 64, hopLength: 16, padding }).frames).toBe(frames);
  });

  it('moves with the signal and scales with its square', () => {
    const samples = Float32Array.from({ length: 800 }, (_, index) => Math.sin(index * index * 0.01));
    const late = new Float32Array(832);
    late.set(samples, 32);
    const options = { fftLength: 64, hopLength: 16 };
    const early = powerSpectrogram(samples, options);
    const moved = powerSpectrogram(late, options);
    expect(moved.data.subarray(12 * 33, 40 * 33)).toEqual(early.data.subarray(10 * 33, 38 * 33));
    const doubled = powerSpectrogram(
      samples.map((value) => 2 * value),
      options,
    );
    expect(doubled.data).toEqual(early.data.map((value) => 4 * value));
  });

  it('is empty for an empty signal and whole for one sample', () => {
    expect(powerSpectrogram(new Float32Array(0), { fftLength: 64, hopLength: 16 }).frames).toBe(0);
    expect(powerSpectrogram(Float32Array.of(1), { fftLength: 64, hopLength: 16, padding: 'reflect' }).frames).toBe(1);
    expect(powerSpectrogram(Float32Array.of(1), { fftLength: 64, hopLength: 16, padding: 'none' }).frames).toBe(0);
  });

  it('takes a transform of any length', () => {
    expect(powerSpectrogram(tone(3, 1_000), { fftLength: 25, hopLength: 10 })).toMatchObject({ frames: 100, bins: 13 });
  });

  it('refuses bad options', () => {
    const samples = tone(3, 100);
    expect(() => powerSpectrogram(samples, { fftLength: 1, hopLength: 1 })).toThrow('fftLength');
    expect(() => powerSpectrogram(samples, { fftLength: 64, hopLength: 0 })).toThrow('hopLength');
    expect(() => powerSpectrogram(samples, { fftLength: 64, hopLength: 1, padding: 'wrap' as 'zero' })).toThrow(
      'padding',
    );
    expect(() => powerSpectrogram([1, 2] as unknown as Float32Array, { fftLength: 64, hopLength: 1 })).toThrow(
      'samples',
    );
  });
});
