import { RealFft } from './real-fft.js';
import { magnitudeSpectrogram, powerSpectrogram } from './spectrogram.js';
import { stft } from './stft.js';
import { windowFunction } from './window-functions.js';

const OPTIONS = { fftLength: 64, hopLength: 16 };
const chirp = (length: number): Float32Array =>
  Float32Array.from({ length }, (_, index) => Math.sin(index * index * 0.003));
const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, index) => Math.max(most, Math.abs(value - b[index])), 0);

describe('stft', () => {
  it.each([
    [64, undefined],
    [64, 40],
    [400, 400],
    [50, 50],
    [27, 20],
  ])('of %i points with a window of %s follows the definition', (fftLength, windowLength) => {
    const samples = chirp(2_000);
    const { frames, bins, real, imaginary } = stft(samples, { fftLength, hopLength: 100, windowLength });
    expect([frames, bins]).toEqual([1 + Math.floor((2_000 - (fftLength % 2)) / 100), Math.floor(fftLength / 2) + 1]);
    const window = windowFunction('hann', windowLength ?? fftLength);
    const lead = Math.floor((fftLength - window.length) / 2);
    const fft = new RealFft(fftLength);
    const expected = [new Float64Array(bins), new Float64Array(bins)] as const;
    for (let frame = 0; frame < frames; frame++) {
      const begin = frame * 100 - Math.floor(fftLength / 2) + lead;
      const windowed = new Float64Array(fftLength);
      window.forEach((weight, index) => (windowed[lead + index] = weight * (samples[begin + index] ?? 0)));
      fft.forward(windowed, ...expected);
      expect(largestDifference(expected[0], real.subarray(frame * bins))).toBeLessThan(2e-5);
      expect(largestDifference(expected[1], imaginary.subarray(frame * bins))).toBeLessThan(2e-5);
    }
  });

  it('is linear', () => {
    const [a, b] = [chirp(500), chirp(900).subarray(400)];
    const sum = stft(
      a.map((value, index) => 2 * value - b[index]),
      OPTIONS,
    );
    const [first, second] = [stft(a, OPTIONS), stft(b, OPTIONS)];
    const expected = first.real.map((value, index) => 2 * value - second.real[index]);
    expect(largestDifference(sum.real, expected)).toBeLessThan(1e-5);
  });

  it('has the squares and roots of power and magnitude', () => {
    const samples = chirp(800);
    const { real, imaginary } = stft(samples, OPTIONS);
    const power = powerSpectrogram(samples, OPTIONS);
    const magnitude = magnitudeSpectrogram(samples, OPTIONS);
    const expected = real.map((value, index) => value ** 2 + imaginary[index] ** 2);
    expect(largestDifference(power.data, expected)).toBeLessThan(1e-4);
    expect(largestDifference(magnitude.data, expected.map(Math.sqrt))).toBeLessThan(1e-4);
  });

  it.each([64, 50])('keeps the energy (Parseval) of frames that do not overlap, of %i points', (fftLength) => {
    const samples = chirp(10 * fftLength);
    const { data, bins } = powerSpectrogram(samples, {
      ...{ fftLength, hopLength: fftLength, window: 'rectangular', padding: 'none' },
    });
    const isPaired = (bin: number): boolean => bin > 0 && 2 * bin < fftLength;
    const spectral = data.reduce((sum, value, index) => sum + (isPaired(index % bins) ? 2 : 1) * value, 0);
    const energy = samples.reduce((sum, value) => sum + value * value, 0);
    expect(spectral / fftLength / energy).toBeCloseTo(1, 5);
  });

  it.each([
    ['NaN', Number.NaN, 64],
    ['an infinity', Infinity, 64],
    ['NaN in double precision', Number.NaN, 50],
  ])('refuses %s', (_, bad, fftLength) => {
    const samples = chirp(500);
    samples[250] = bad;
    expect(() => stft(samples, { fftLength, hopLength: 16 })).toThrow('samples must be finite numbers');
    expect(() => powerSpectrogram(samples, { fftLength, hopLength: 16 })).toThrow('samples must be finite numbers');
  });

  it('of silence is 0, of nothing is empty', () => {
    expect(stft(new Float32Array(100), OPTIONS).real.every((value) => value === 0)).toBe(true);
    expect(stft(new Float32Array(0), OPTIONS)).toMatchObject({ frames: 0, bins: 33 });
  });

  it('refuses bad options, and tables that no memory holds', () => {
    expect(() => stft(chirp(100), { ...OPTIONS, windowLength: 65 })).toThrow('windowLength');
    expect(() => stft(chirp(100), { ...OPTIONS, windowLength: 0 })).toThrow('windowLength');
    expect(() => stft(chirp(100), { ...OPTIONS, hopLength: -1 })).toThrow('hopLength');
    expect(() => powerSpectrogram(chirp(20_000), { fftLength: 65_536, hopLength: 1 })).toThrow(
      'hopLength must be long enough for at most 536870912 values',
    );
  });
});
