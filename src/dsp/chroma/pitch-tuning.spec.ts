import { estimateTuning, PitchPeaks } from './pitch-tuning.js';

const RATE = 22_050;
const harmonics = (pitch: number, length = RATE): Float32Array =>
  Float32Array.from({ length }, (_, index) =>
    [1, 2, 4].reduce((sum, order) => sum + Math.sin((2 * Math.PI * order * pitch * index) / RATE) / order, 0),
  );

describe('estimateTuning', () => {
  it.each([-0.4, -0.15, 0.2, 0.37])('finds a tone that is %f semitones off', (deviation) => {
    const samples = harmonics(440 * 2 ** (deviation / 12));
    expect(Math.abs(estimateTuning(samples, { sampleRateHz: RATE }) - deviation)).toBeLessThan(0.04);
  });

  it('counts in bins', () => {
    const samples = harmonics(440 * 2 ** (0.1 / 12));
    const tuning = estimateTuning(samples, { sampleRateHz: RATE, binsPerOctave: 36 });
    expect(Math.abs(tuning - 0.3)).toBeLessThan(0.1);
  });

  it('does not depend on gain', () => {
    const samples = harmonics(450);
    const quiet = samples.map((value) => value * 2 ** -10);
    expect(estimateTuning(quiet, { sampleRateHz: RATE })).toBe(estimateTuning(samples, { sampleRateHz: RATE }));
  });

  it('is 0 where there is no pitch', () => {
    expect(estimateTuning(new Float32Array(0), { sampleRateHz: RATE })).toBe(0);
    expect(estimateTuning(new Float32Array(5_000), { sampleRateHz: RATE })).toBe(0);
    expect(estimateTuning(Float32Array.of(0.5), { sampleRateHz: RATE })).toBe(0);
    expect(estimateTuning(new Float32Array(500), { sampleRateHz: 100 })).toBe(0);
  });

  it('refuses NaN and bad options', () => {
    const samples = harmonics(440, 100);
    expect(() => estimateTuning(Float32Array.of(Number.NaN), { sampleRateHz: RATE })).toThrow('samples[0]');
    expect(() => estimateTuning(samples, { sampleRateHz: -1 })).toThrow('sampleRateHz');
    expect(() => estimateTuning(samples, { sampleRateHz: RATE, fftLength: 30 })).toThrow('fftLength');
    expect(() => estimateTuning(samples, { sampleRateHz: RATE, resolution: 0 })).toThrow('resolution');
    expect(() => estimateTuning(samples, { sampleRateHz: RATE, binsPerOctave: 0 })).toThrow('binsPerOctave');
  });
});

describe('PitchPeaks', () => {
  it('interpolates peaks, and lets those above the median magnitude vote', () => {
    // Bins of 10 Hz. The parabola through (3, 10, 5) is highest at 44 + 1 / 12.
    const spectrum = new Float32Array(1_025);
    spectrum.set([3, 10, 5], 43);
    spectrum.set([2, 4, 2], 100);
    const peaks = new PitchPeaks(20_480, 2_048);
    peaks.add(spectrum);
    const deviation = 12 * Math.log2((440 + 10 / 12) / 440);
    expect(peaks.tuning()).toBeCloseTo(Math.floor(deviation * 100) / 100, 9);
  });

  it('leaves out peaks below a tenth of the largest value, and outside 150..4000 Hz', () => {
    const spectrum = new Float32Array(1_025);
    spectrum[10] = spectrum[500] = 10;
    spectrum[44] = 1;
    const peaks = new PitchPeaks(20_480, 2_048);
    peaks.add(spectrum);
    expect(peaks.tuning()).toBe(0);
    spectrum[45] = 1.1;
    peaks.add(spectrum);
    expect(peaks.tuning()).not.toBe(0);
  });
});
