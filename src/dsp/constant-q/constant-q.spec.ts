import { ConstantQ, constantQ } from './constant-q.js';
import { constantQFrequencies, type ConstantQOptions } from './constant-q-plan.js';
import { windowFunction } from '../fourier/window-functions.js';

const OPTIONS: ConstantQOptions = { sampleRateHz: 16_000, minimumHz: 110, bins: 72, binsPerOctave: 12 };
const RELATIVE_BANDWIDTH = Math.tanh(Math.LN2 / 12);
const lengthOf = (frequency: number): number => 16_000 / (frequency * RELATIVE_BANDWIDTH);

const tone = (frequency: number, length = 16_000, amplitude = 1): Float32Array =>
  Float32Array.from({ length }, (_, index) => amplitude * Math.cos((2 * Math.PI * frequency * index) / 16_000));

/** Pseudo-random and tonal: something in every bin. */
const mixture = (length: number): Float32Array => {
  let state = 1;
  return Float32Array.from({ length }, (_, index) => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647 - 0.5 + Math.sin(index * 0.3) + Math.sin(index * 1.9);
  });
};

/** The definition, sample by sample at the full rate. */
function direct(samples: Float32Array, frequency: number, centre: number): number {
  const length = lengthOf(frequency);
  const begin = -Math.ceil(length / 2);
  const weights = windowFunction('hann', Math.floor(length / 2) - begin);
  let [real, imaginary, sum] = [0, 0, 0];
  weights.forEach((weight, index) => {
    const angle = (2 * Math.PI * frequency * (begin + index)) / 16_000;
    // Filters lie a sample off the middle, as librosa's do.
    const value = weight * (samples[centre - begin - index] ?? 0);
    sum += weight;
    real += value * Math.cos(angle);
    imaginary += value * Math.sin(angle);
  });
  return (Math.sqrt(length) * Math.hypot(real, imaginary)) / sum;
}

describe('constantQ', () => {
  it('gives a sine half its amplitude times the square root of the length, in its bin', () => {
    const transform = new ConstantQ(OPTIONS);
    for (const bin of [0, 13, 30, 55, 71]) {
      const { bins, data } = transform.analyse(tone(transform.frequencies[bin], 16_000, 0.5), { hopLength: 500 });
      const middle = data.subarray(16 * bins, 17 * bins);
      expect(middle.indexOf(Math.max(...middle))).toBe(bin);
      expect(middle[bin] / Math.sqrt(lengthOf(transform.frequencies[bin]))).toBeCloseTo(0.25, 2);
    }
  });

  it('is what the definition says, at every rate at which octaves are computed', () => {
    const samples = mixture(16_000);
    const { bins, data } = constantQ(samples, { ...OPTIONS, sparsity: 0, hopLength: 997 });
    const frequencies = constantQFrequencies(OPTIONS);
    for (const column of [0, 3, 8, 16]) {
      for (let bin = 0; bin < bins; bin += 5) {
        const expected = direct(samples, frequencies[bin], column * 997);
        expect(Math.abs(data[column * bins + bin] - expected)).toBeLessThan(0.002 + 0.002 * expected);
      }
    }
  });

  it('gives the same column at the same place, whatever the hop and the start', () => {
    const samples = mixture(9_000);
    const transform = new ConstantQ(OPTIONS);
    const fine = transform.analyse(samples, { hopLength: 50 });
    const coarse = transform.analyse(samples, { hopLength: 350, start: 150, columns: 20 });
    for (let column = 0; column < 20; column++) {
      for (let bin = 0; bin < fine.bins; bin++) {
        expect(coarse.data[column * 72 + bin]).toBeCloseTo(fine.data[(3 + 7 * column) * 72 + bin], 4);
      }
    }
  });

  it('moves with the signal and scales with it', () => {
    const samples = mixture(6_000);
    const late = new Float32Array(6_600);
    late.set(
      samples.map((value) => 3 * value),
      600,
    );
    const early = constantQ(samples, { ...OPTIONS, hopLength: 200 });
    const shifted = constantQ(late, { ...OPTIONS, hopLength: 200 });
    early.data.forEach((value, index) => {
      expect(shifted.data[index + 3 * 72]).toBeCloseTo(3 * value, 3);
    });
  });

  it('does sparse columns of a long signal like dense ones', () => {
    const samples = mixture(200_000);
    const transform = new ConstantQ({ ...OPTIONS, minimumHz: 440, bins: 48 });
    const sparse = transform.analyse(samples, { hopLength: 60_000 });
    expect(sparse.frames).toBe(4);
    const one = transform.analyse(samples, { hopLength: 1, start: 120_000, columns: 1 });
    one.data.forEach((value, bin) => {
      expect(sparse.data[2 * 48 + bin]).toBeCloseTo(value, 4);
    });
  });

  it('needs no more of a signal than what lies within its reach', () => {
    const samples = mixture(30_000);
    const transform = new ConstantQ({ ...OPTIONS, minimumHz: 440, bins: 48 });
    const { reach } = transform;
    const whole = transform.analyse(samples, { hopLength: 300, start: 15_000, columns: 3 });
    const part = transform.analyse(samples.subarray(15_000 - reach, 15_600 + reach), {
      hopLength: 300,
      start: reach,
      columns: 3,
    });
    expect(15_000 - reach).toBeGreaterThan(0);
    part.data.forEach((value, index) => {
      expect(value).toBeCloseTo(whole.data[index], 4);
    });
  });

  it('sees an impulse everywhere at once', () => {
    const samples = new Float32Array(8_001);
    samples[4_000] = 1;
    const { data } = constantQ(samples, { ...OPTIONS, hopLength: 4_000, sparsity: 0 });
    constantQFrequencies(OPTIONS).forEach((frequency, bin) => {
      // A Hann window is twice its mean in the middle.
      expect(data[72 + bin] * Math.sqrt(lengthOf(frequency))).toBeCloseTo(2, 1);
    });
  });

  it('is zero for silence, and next to it for a constant away from its ends', () => {
    const quiet = constantQ(new Float32Array(4_000), { ...OPTIONS, hopLength: 300 });
    expect(quiet.data.every((value) => value === 0)).toBe(true);
    const constant = constantQ(new Float32Array(40_000).fill(1), { ...OPTIONS, hopLength: 20_000 });
    expect(Math.max(...constant.data.subarray(72, 144))).toBeLessThan(0.05);
  });

  it('takes empty signals, single samples, and views beyond both ends', () => {
    const transform = new ConstantQ(OPTIONS);
    expect(transform.analyse(new Float32Array(0), { hopLength: 10 })).toMatchObject({ frames: 0, bins: 72 });
    expect(transform.analyse(new Float32Array(0), { hopLength: 10, columns: 3 }).data).toEqual(new Float32Array(216));
    const { frames, data } = transform.analyse(Float32Array.of(1), { hopLength: 10 });
    expect(frames).toBe(1);
    expect(Math.min(...data)).toBeGreaterThan(0);
    for (const start of [-100_000, 100_000]) {
      const view = transform.analyse(tone(440), { hopLength: 10, start, columns: 2 });
      expect(view.data).toEqual(new Float32Array(144));
    }
  });

  it.each([
    [1, 1],
    [1, 5],
    [7, 40],
    [100, 300],
    [300, 300],
  ])('takes %i bins an octave, %i in all, up to the Nyquist frequency', (binsPerOctave, bins) => {
    const minimumHz = 8_000 / 2 ** (bins / binsPerOctave);
    const transform = new ConstantQ({
      sampleRateHz: 16_000,
      minimumHz,
      bins,
      binsPerOctave,
      window: 'blackman-harris',
    });
    const { data } = transform.analyse(tone(transform.frequencies[bins - 1], 9_000), { hopLength: 4_500 });
    const middle = data.subarray(bins, 2 * bins);
    expect(middle.indexOf(Math.max(...middle))).toBe(bins - 1);
  });

  it('refuses NaN and infinities among the samples that it looks at', () => {
    const samples = tone(440);
    samples[12_000] = Number.NaN;
    const transform = new ConstantQ({ ...OPTIONS, minimumHz: 880, bins: 12 });
    expect(() => transform.analyse(samples, { hopLength: 500 })).toThrow('samples[12000]');
    expect(transform.analyse(samples, { hopLength: 500, columns: 3 }).frames).toBe(3);
    samples[12_000] = Infinity;
    expect(() => transform.analyse(samples, { hopLength: 500 })).toThrow('samples[12000]');
  });

  it.each<[string, Partial<ConstantQOptions>]>([
    ['sampleRateHz', { sampleRateHz: 0 }],
    ['sampleRateHz', { sampleRateHz: Number.NaN }],
    ['minimumHz', { minimumHz: 0 }],
    ['minimumHz', { minimumHz: 300 }],
    ['minimumHz must be so low that the highest filter ends', { bins: 86 }],
    ['bins', { bins: 0 }],
    ['bins', { bins: 4_097 }],
    ['binsPerOctave', { binsPerOctave: 1.5 }],
    ['tuning', { tuning: 2 }],
    ['filterScale', { filterScale: 0 }],
    ['sparsity', { sparsity: 1 }],
    ['window', { window: 'kaiser' as 'hann' }],
  ])('refuses a bad %s: %j', (message, changes) => {
    expect(() => new ConstantQ({ ...OPTIONS, ...changes })).toThrow(message);
  });

  it('refuses bad views', () => {
    const transform = new ConstantQ(OPTIONS);
    const samples = tone(440, 100);
    expect(() => transform.analyse(samples, { hopLength: 0 })).toThrow('hopLength');
    expect(() => transform.analyse(samples, { hopLength: 1, start: 0.5 })).toThrow('start');
    expect(() => transform.analyse(samples, { hopLength: 1, columns: -1 })).toThrow('columns');
    expect(() => transform.analyse(samples, { hopLength: 1, columns: 2 ** 28 })).toThrow('columns');
    expect(() => transform.analyse([1] as unknown as Float32Array, { hopLength: 1 })).toThrow('samples');
  });
});
