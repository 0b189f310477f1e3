import { randomSource } from '../../../../src/training/index.js';
import { anotherTempo, hurried } from './alter-tempo.js';
import { excerptScene } from './excerpt-scene.js';

const BANDS = 4;
const FRAMES = 300;
const SECONDS = FRAMES / 100;
const LOUD = 0.5;
const words = [
  { digit: 3, start: 0.4, end: 0.8 },
  { digit: 7, start: 1, end: 1.4 },
  { digit: 0, start: 2, end: 2.5 },
];

/** Loud in words, silent elsewhere. */
function sceneOf(spoken: typeof words) {
  const features = new Float32Array(BANDS * FRAMES).fill(LOUD - 2);
  for (let band = 0; band < BANDS; band++) {
    for (const { start, end } of spoken) features.fill(LOUD, band * FRAMES + start * 100, band * FRAMES + end * 100);
  }
  return { features, words: spoken };
}

const loudFrames = (features: Float32Array, from: number, until: number): number =>
  features.subarray(Math.round(from * 100), Math.round(until * 100)).filter((value) => value > LOUD - 0.1).length / 100;

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('with seed %d', (seed) => {
  it('moves words with their sound when the tempo changes', () => {
    const { features, words: moved } = anotherTempo(sceneOf(words), BANDS, randomSource(seed));
    expect(features).toHaveLength(BANDS * FRAMES);
    expect(moved.map(({ digit }) => digit)).toEqual([3, 7, 0]);
    const spoken = moved.reduce((sum, { start, end }) => sum + end - start, 0);
    const heard = moved.reduce((sum, { start, end }) => sum + loudFrames(features, start, end), 0);
    expect(Math.abs(heard - spoken)).toBeLessThan(0.1);
    expect(Math.abs(loudFrames(features, 0, SECONDS) - spoken)).toBeLessThan(0.1);
  });

  it('moves words with their sound when all is said faster, and is silent behind', () => {
    const { features, words: moved } = hurried(sceneOf(words), BANDS, LOUD - 2, randomSource(seed));
    const rate = words[2].end / moved[2].end;
    expect(rate).toBeGreaterThanOrEqual(1);
    expect(rate).toBeLessThanOrEqual(1.8);
    for (const { start, end } of moved)
      expect(Math.abs(loudFrames(features, start, end) - (end - start))).toBeLessThan(0.05);
    const spoken = moved.reduce((sum, { start, end }) => sum + end - start, 0);
    expect(Math.abs(loudFrames(features, 0, SECONDS) - spoken)).toBeLessThan(0.1);
  });

  it('keeps a word or two of a scene, all of their sound and no other', () => {
    const { features, words: kept, least } = excerptScene(sceneOf(words), BANDS, randomSource(seed));
    expect([1, 2]).toContain(kept.length);
    expect(least).toBeCloseTo(LOUD - 2, 5);
    const spoken = kept.reduce((sum, { start, end }) => sum + end - start, 0);
    expect(Math.abs(loudFrames(features, 0, SECONDS) - spoken)).toBeLessThan(0.05);
    for (const { start, end } of kept)
      expect(Math.abs(loudFrames(features, start, end) - (end - start))).toBeLessThan(0.05);
  });

  it('keeps a part of a scene without words', () => {
    const noise = { features: new Float32Array(BANDS * FRAMES).fill(LOUD), words: [] };
    const { features, words: kept } = excerptScene(noise, BANDS, randomSource(seed));
    expect(kept).toEqual([]);
    const heard = loudFrames(features, 0, SECONDS);
    expect(heard).toBeGreaterThanOrEqual(0.38);
    expect(heard).toBeLessThanOrEqual(SECONDS);
    expect(features.at(-1)).toBeCloseTo(heard < SECONDS ? LOUD - 2 : LOUD, 5);
  });
});
