import { pulseSynchronous, STEPS_PER_PULSE } from './pulse-synchronous.js';

describe('pulseSynchronous', () => {
  it('puts what falls on pulses onto their first steps, whatever their distances', () => {
    const pulses = [10, 50, 110, 140];
    const envelope = new Float32Array(200);
    for (const pulse of pulses) envelope[pulse] = 1;
    const folded = pulseSynchronous(envelope, pulses);
    expect(folded).toHaveLength(3 * STEPS_PER_PULSE);
    for (let pulse = 0; pulse < 3; pulse++) {
      const values = folded.subarray(pulse * STEPS_PER_PULSE, (pulse + 1) * STEPS_PER_PULSE);
      expect(values.indexOf(Math.max(...values))).toBe(0);
    }
  });

  it('keeps a constant', () => {
    const folded = pulseSynchronous(new Float32Array(100).fill(3), [0, 7, 33, 99]);
    for (const value of folded) expect(value).toBeCloseTo(3);
  });

  it('is empty without two pulses', () => {
    expect(pulseSynchronous(new Float32Array(10), [])).toHaveLength(0);
    expect(pulseSynchronous(new Float32Array(10), [5])).toHaveLength(0);
  });
});
