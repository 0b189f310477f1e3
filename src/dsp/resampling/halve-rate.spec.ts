import { halveRate, HALVING_PASS_BAND, type DecimatedSignal } from './halve-rate.js';

const signal = (data: Float32Array, first = 0): DecimatedSignal => ({ data, first, step: 1 });
const sine = (frequency: number, length: number): Float32Array =>
  Float32Array.from({ length }, (_, index) => Math.sin(2 * Math.PI * frequency * index));

describe('halveRate', () => {
  it('keeps every second sample of what lies in the pass-band', () => {
    const frequency = (0.99 * HALVING_PASS_BAND) / 4;
    const half = halveRate(signal(sine(frequency, 1_000)));
    expect(half.step).toBe(2);
    for (let place = 20; place < 480; place++) {
      expect(half.data[place - half.first]).toBeCloseTo(Math.sin(4 * Math.PI * frequency * place), 4);
    }
  });

  it('removes what would come back as an alias in the pass-band', () => {
    const half = halveRate(signal(sine(0.5 - (0.99 * HALVING_PASS_BAND) / 4, 1_000)));
    const inside = half.data.subarray(20 - half.first, 480 - half.first);
    expect(Math.max(...inside.map(Math.abs))).toBeLessThan(4e-5);
  });

  it('keeps the sum, run-in and run-out included, wherever the signal begins', () => {
    for (const first of [-7, -6, 0, 1, 5]) {
      const { data } = halveRate(
        signal(
          Float32Array.from({ length: 101 }, () => 1),
          first,
        ),
      );
      expect(data.reduce((sum, value) => sum + value, 0)).toBeCloseTo(50.5, 1);
    }
  });

  it.each([1, 2, 3, 40, 41])('does %i samples as part of a longer signal with zeros', (length) => {
    const samples = sine(0.1, length).map((value) => value + 1);
    const long = new Float32Array(300);
    long.set(samples, 101);
    const short = halveRate(signal(samples, 101));
    const whole = halveRate(signal(long));
    short.data.forEach((value, index) => {
      expect(value).toBe(whole.data[short.first + index - whole.first]);
    });
  });

  it('leaves nothing of nothing', () => {
    expect(halveRate(signal(new Float32Array(0), 3))).toMatchObject({ data: new Float32Array(0), step: 2 });
  });
});
