import { tonalProbability } from './tonality.js';

describe('tonalProbability', () => {
  it.each([
    ['a keyboard', { clarity: 0.6, correlation: 0.9, contrast: 0.5 }, 0.95, 1],
    ['a song', { clarity: 0.2, correlation: 0.86, contrast: 0.32 }, 0.7, 1],
    ['speech', { clarity: 0.03, correlation: 0.4, contrast: 0.12 }, 0, 0.1],
    ['noise', { clarity: 0, correlation: 0.3, contrast: 0.03 }, 0, 0.01],
    ['a bird that repeats a call', { clarity: 0.1, correlation: 0.5, contrast: 0.4 }, 0, 0.3],
  ])('of %s', (_, cues, least, most) => {
    const probability = tonalProbability(cues);
    expect(probability).toBeGreaterThanOrEqual(least);
    expect(probability).toBeLessThanOrEqual(most);
  });

  it('stays finite for cues of zero', () => {
    expect(tonalProbability({ clarity: 0, correlation: 0, contrast: 0 })).toBeGreaterThanOrEqual(0);
  });
});
