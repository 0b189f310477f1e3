import { rootMeanSquare } from './root-mean-square.js';
import { zeroCrossingRate } from './zero-crossing-rate.js';

const alternating = (length: number): Float32Array => Float32Array.from({ length }, (_, index) => (index % 2) - 0.5);
const FRAMES = { frameLength: 8, hopLength: 4 };

describe('rootMeanSquare', () => {
  it('counts the zeros around the signal', () => {
    // Half of the first and of the last frame lie outside.
    const values = rootMeanSquare(new Float32Array(16).fill(-3), FRAMES);
    expect([...values].map((value) => value ** 2 / 9)).toEqual(
      [0.5, 1, 1, 1, 0.5].map((part) => expect.closeTo(part, 6) as number),
    );
  });

  it('is a sine divided by the root of two, scaled and moved with the signal', () => {
    const sine = (gain: number): Float32Array =>
      Float32Array.from({ length: 10_000 }, (_, i) => gain * Math.sin(i * 0.7));
    const [once, thrice] = [rootMeanSquare(sine(1)), rootMeanSquare(sine(-3))];
    expect(once).toHaveLength(20);
    expect(once[10]).toBeCloseTo(Math.SQRT1_2, 2);
    thrice.forEach((value, index) => {
      expect(value).toBeCloseTo(3 * once[index], 5);
    });
    const late = new Float32Array(11_024);
    late.set(sine(1), 1_024);
    expect(rootMeanSquare(late)[12]).toBe(once[10]);
  });
});

describe('zeroCrossingRate', () => {
  it('counts changes of sign within a frame', () => {
    // Seven changes among eight samples; at the ends the signal's first and last values go on.
    expect([...zeroCrossingRate(alternating(16), FRAMES)]).toEqual([3 / 8, 7 / 8, 7 / 8, 7 / 8, 3 / 8]);
  });

  it('takes zero, and what is next to it, as positive', () => {
    const values = Float32Array.of(1, 0, -1e-11, 2, -1, -0.5, 0, -1);
    // Changes before -1, after -0.5 and before -1.
    expect(zeroCrossingRate(values, { frameLength: 8, hopLength: 100 })[0]).toBe(0);
    expect(zeroCrossingRate(values, { frameLength: 16, hopLength: 100 })[0]).toBe(3 / 16);
  });

  it('does not depend on gain or on sign away from zero', () => {
    const samples = Float32Array.from({ length: 5_000 }, (_, index) => Math.sin(index * 0.37) + 0.1);
    const rates = zeroCrossingRate(samples);
    expect(zeroCrossingRate(samples.map((value) => -7 * value))).toEqual(rates);
    expect(rates[5]).toBeCloseTo(0.37 / Math.PI, 2);
  });
});

describe.each([
  ['rootMeanSquare', rootMeanSquare],
  ['zeroCrossingRate', zeroCrossingRate],
])('%s', (_, describeSignal) => {
  it('is 0 for silence, and takes single samples and none', () => {
    expect([...describeSignal(new Float32Array(1_000))]).toEqual([0, 0]);
    expect(describeSignal(new Float32Array(0))).toHaveLength(0);
    expect(describeSignal(Float32Array.of(1))).toHaveLength(1);
    expect(describeSignal(Float32Array.of(1), { frameLength: 3, hopLength: 1 })).toHaveLength(1);
  });

  it('refuses NaN and bad lengths', () => {
    expect(() => describeSignal(Float32Array.of(0, Number.NaN))).toThrow('samples[1]');
    expect(() => describeSignal([0] as unknown as Float32Array)).toThrow('samples');
    expect(() => describeSignal(new Float32Array(9), { frameLength: 0 })).toThrow('frameLength');
    expect(() => describeSignal(new Float32Array(9), { hopLength: 1.5 })).toThrow('hopLength');
  });
});
