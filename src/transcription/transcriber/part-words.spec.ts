import { type RandomSource, randomSource } from '../../training/randomness/random-source.js';
import { partWords, type UnplacedWord } from './part-words.js';

const words = (...list: readonly (readonly [string, number, number])[]): UnplacedWord[] =>
  list.map(([text, start, end]) => ({ text, start, end }));
const AUDIO = { from: 0, to: 10 };

/** What alignments look like where attention jumps: words without any time, in the wrong order, outside of the audio, in clumps. */
function randomWords(random: RandomSource, seconds: number): UnplacedWord[] {
  const count = 1 + Math.floor(random() * 40);
  let place = random() * seconds;
  return Array.from({ length: count }, () => {
    const kind = random();
    const length = kind < 0.4 ? 0 : random() * (kind < 0.6 ? 0.02 : 0.5);
    if (random() < 0.5) place += random() * 0.3;
    if (random() < 0.1) place = (random() * 1.4 - 0.2) * seconds;
    const start = place;
    place += length;
    return { text: 'x'.repeat(Math.floor(random() * 12)), start, end: kind > 0.97 ? start - 0.1 : place };
  });
}

describe('partWords', () => {
  it('leaves words alone that have a time of their own', () => {
    expect(partWords(words([' one', 0.5, 0.75], [' two', 0.75, 1.0204]), AUDIO)).toEqual([
      [0.5, 0.75],
      [0.75, 1.02],
    ]);
  });

  it('shares a stretch by the characters of the words that begin in it', () => {
    expect(partWords(words([' a', 1, 1], [' word', 1, 1.54], [' then', 1.54, 2]), AUDIO)).toEqual([
      [1, 1.12],
      [1.12, 1.54],
      [1.54, 2],
    ]);
  });

  it('shares it with the word before where the one behind is apart', () => {
    expect(partWords(words([' some', 1, 1.54], [' a', 1.54, 1.54], [' then', 1.9, 2.3]), AUDIO)).toEqual([
      [1, 1.42],
      [1.42, 1.54],
      [1.9, 2.3],
    ]);
  });

  it('takes of the pause where no word touches, as much as the word may last', () => {
    expect(partWords(words([' one', 0, 0.4], [' ha', 2, 2], [' two', 3, 3.4]), AUDIO)![1]).toEqual([2, 2.16]);
    expect(partWords(words([' one', 0, 0.4], [' ha', 9.995, 10]), AUDIO)![1]).toEqual([9.84, 10]);
  });

  it('asks more neighbours when there is no room among the first', () => {
    const crowd = words([' a', 1, 1.03], [' b', 1.03, 1.03], [' c', 1.03, 1.03], [' d', 1.03, 1.2]);
    const times = partWords(crowd, AUDIO)!;
    expect([times[0], times[3][1]]).toEqual([[1, 1.03], 1.2]);
    for (const [start, end] of times) expect(end - start).toBeGreaterThanOrEqual(0.02 - 1e-9);
  });

  it('makes words shorter where the bounds have no room, even parts of a millisecond', () => {
    expect(partWords(words([' a', 0, 0], [' b', 0, 0]), { from: 0, to: 0.03 })).toEqual([
      [0, 0.015],
      [0.015, 0.03],
    ]);
    const many = Array.from({ length: 5 }, () => ({ text: 'x', start: 1, end: 1 }));
    const times = partWords(many, { from: 1, to: 1.002 })!;
    for (const [start, end] of times) expect(end).toBeGreaterThan(start);
    expect(partWords(many, { from: 1, to: 1 })).toBeUndefined();
    expect(partWords([], AUDIO)).toEqual([]);
  });

  it('gives every word a time of its own, whatever the alignment', () => {
    const random = randomSource('part words');
    for (let run = 0; run < 300; run++) {
      const from = Math.floor(random() * 3_000) / 1000;
      const to = from + 0.001 + random() ** 3 * 30;
      const given = randomWords(random, to);
      const times = partWords(given, { from, to })!;
      expect(times).toHaveLength(given.length);
      const least = to - from >= 0.02 * given.length + 0.001 ? 0.02 - 1e-9 : 0;
      let before = from;
      for (const [start, end] of times) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        expect(end - start).toBeGreaterThanOrEqual(least);
        before = end;
      }
      expect(before).toBeLessThanOrEqual(to);
    }
  });
});
