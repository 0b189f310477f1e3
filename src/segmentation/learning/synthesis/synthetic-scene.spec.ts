import { randomSource } from '../../../training/index.js';
import { synthesiseScene } from './synthetic-scene.js';

const RATE = 32_000;
const scene = (seed: number) =>
  synthesiseScene(randomSource('scene', seed), { sampleRateHz: RATE, seconds: 3, blows: true });

describe('an invented scene', () => {
  it('is the same for the same seed', () => {
    expect(scene(3)).toEqual(scene(3));
    expect(scene(3).samples).not.toEqual(scene(4).samples);
  });

  it('has finite samples and labels within it', () => {
    for (let seed = 0; seed < 5; seed++) {
      const { samples, labels } = scene(seed);
      expect(samples).toHaveLength(3 * RATE);
      expect(samples.every(Number.isFinite)).toBe(true);
      for (const { onset, offset } of labels) {
        expect(onset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeGreaterThan(onset);
        expect(offset).toBeLessThanOrEqual(3);
      }
    }
  });

  it('is louder where something calls, in most scenes', () => {
    const louder = Array.from({ length: 5 }, (_, seed) => scene(seed))
      .filter(({ labels }) => labels.length > 0)
      .map(({ samples, labels }) => {
        const isCall = (index: number) =>
          labels.some(({ onset, offset }) => index / RATE >= onset && index / RATE <= offset);
        const [calls, rest] = [power(samples, isCall), power(samples, (index) => !isCall(index))];
        return calls > 1.5 * rest;
      });
    expect(louder.filter(Boolean).length).toBeGreaterThan(0.7 * louder.length);
  });
});

function power(samples: Float32Array, counts: (index: number) => boolean): number {
  let [sum, count] = [0, 0];
  for (let index = 0; index < samples.length; index += 7) {
    if (!counts(index)) continue;
    sum += samples[index] ** 2;
    count++;
  }
  return sum / Math.max(1, count);
}
