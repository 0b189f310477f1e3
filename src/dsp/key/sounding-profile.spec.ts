import { SOUNDING_CORPORA, soundingProfile } from './sounding-profile.js';

const ALONE = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

describe('soundingProfile', () => {
  it('lets a note sound in its fifth, third and seventh too, weaker in this order', () => {
    const { major } = soundingProfile({ major: ALONE, minor: ALONE });
    expect(major[0]).toBeGreaterThan(major[7]);
    expect(major[7]).toBeGreaterThan(major[4]);
    expect(major[4]).toBeGreaterThan(major[10]);
    expect(major[10]).toBeGreaterThan(0);
    expect(major.filter((value) => value === 0)).toHaveLength(8);
  });

  it('keeps the tonic first and the scale above the other notes in the corpora', () => {
    const inScale = { major: [0, 2, 4, 5, 7, 9, 11], minor: [0, 2, 3, 5, 7, 8, 10] };
    for (const scale of ['major', 'minor'] as const) {
      const profile = SOUNDING_CORPORA[scale];
      expect(Math.max(...profile)).toBe(Math.max(profile[0], profile[7]));
      const mean = (degrees: number[]): number =>
        degrees.reduce((sum, degree) => sum + profile[degree], 0) / degrees.length;
      const outside = [...profile.keys()].filter((degree) => !inScale[scale].includes(degree));
      expect(mean(inScale[scale])).toBeGreaterThan(1.5 * mean(outside));
    }
  });
});
