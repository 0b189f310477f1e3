import { camelotCode, openKeyCode, shortKeyName, spelledKeyName } from './key-notation.js';
import { SCALES, TONICS } from './key.js';

describe('names of keys', () => {
  it.each([
    ['C', 'major', '8B', '1d', 'C Major', 'C major'],
    ['C#', 'major', '3B', '8d', 'C# Major', 'D♭ major'],
    ['D', 'major', '10B', '3d', 'D Major', 'D major'],
    ['D#', 'major', '5B', '10d', 'Eb Major', 'E♭ major'],
    ['E', 'major', '12B', '5d', 'E Major', 'E major'],
    ['F', 'major', '7B', '12d', 'F Major', 'F major'],
    ['F#', 'major', '2B', '7d', 'F# Major', 'F♯ major'],
    ['G', 'major', '9B', '2d', 'G Major', 'G major'],
    ['G#', 'major', '4B', '9d', 'Ab Major', 'A♭ major'],
    ['A', 'major', '11B', '4d', 'A Major', 'A major'],
    ['A#', 'major', '6B', '11d', 'Bb Major', 'B♭ major'],
    ['B', 'major', '1B', '6d', 'B Major', 'B major'],
    ['C', 'minor', '5A', '10m', 'C Minor', 'C minor'],
    ['C#', 'minor', '12A', '5m', 'C# Minor', 'C♯ minor'],
    ['D', 'minor', '7A', '12m', 'D Minor', 'D minor'],
    ['D#', 'minor', '2A', '7m', 'Eb Minor', 'E♭ minor'],
    ['E', 'minor', '9A', '2m', 'E Minor', 'E minor'],
    ['F', 'minor', '4A', '9m', 'F Minor', 'F minor'],
    ['F#', 'minor', '11A', '4m', 'F# Minor', 'F♯ minor'],
    ['G', 'minor', '6A', '11m', 'G Minor', 'G minor'],
    ['G#', 'minor', '1A', '6m', 'Ab Minor', 'G♯ minor'],
    ['A', 'minor', '8A', '1m', 'A Minor', 'A minor'],
    ['A#', 'minor', '3A', '8m', 'Bb Minor', 'B♭ minor'],
    ['B', 'minor', '10A', '3m', 'B Minor', 'B minor'],
  ] as const)('%s %s is %s, %s, %s, %s', (tonic, scale, camelot, openKey, short, spelled) => {
    const key = { tonic, scale };
    expect(camelotCode(key)).toBe(camelot);
    expect(openKeyCode(key)).toBe(openKey);
    expect(shortKeyName(key)).toBe(short);
    expect(spelledKeyName(key)).toBe(spelled);
  });

  it('are different for different keys', () => {
    const keys = SCALES.flatMap((scale) => TONICS.map((tonic) => ({ tonic, scale })));
    for (const name of [camelotCode, openKeyCode, shortKeyName, spelledKeyName]) {
      expect(new Set(keys.map(name)).size).toBe(24);
    }
  });
});
