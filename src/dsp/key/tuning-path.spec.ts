import { followTuning, type TuningVector } from './tuning-path.js';

const { cos, PI, sin } = Math;
const tuned = (semitones: number, weight = 1): TuningVector => ({
  cosine: weight * cos(2 * PI * semitones),
  sine: weight * sin(2 * PI * semitones),
});

describe('followTuning', () => {
  it('gives a steady tuning to every block', () => {
    for (const tuning of [-0.45, -0.2, 0, 0.3]) {
      for (const found of followTuning([tuned(tuning), tuned(tuning), tuned(tuning)])) {
        expect(found).toBeCloseTo(tuning, 12);
      }
    }
  });

  it('follows a drift past a quarter tone without a jump', () => {
    const path = followTuning(Array.from({ length: 40 }, (_, index) => tuned(-0.4 + index * 0.02)));
    for (let index = 1; index < path.length; index++)
      expect(Math.abs(path[index] - path[index - 1])).toBeLessThan(0.03);
    expect(path[39] - path[0]).toBeGreaterThan(0.6);
  });

  it('has its weighted mean within half a semitone', () => {
    const path = followTuning(Array.from({ length: 60 }, (_, index) => tuned(0.4 + index * 0.02)));
    expect(Math.abs(path.reduce((sum, tuning) => sum + tuning, 0) / path.length)).toBeLessThanOrEqual(0.5);
  });

  it('passes over blocks that say nothing', () => {
    const path = followTuning([tuned(0.25), tuned(0, 0), tuned(0, 0), tuned(0.25)]);
    for (const tuning of path) expect(tuning).toBeCloseTo(0.25, 12);
  });

  it('is level in silence, and empty without blocks', () => {
    expect(followTuning([tuned(0, 0), tuned(0, 0)])).toEqual([0, 0]);
    expect(followTuning([])).toEqual([]);
  });
});
