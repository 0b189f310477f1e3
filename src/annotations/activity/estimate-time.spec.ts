import { estimateSeconds } from './estimate-time.js';
import { readTimestamp } from './read-timestamp.js';

const START = Date.parse('2024-05-01T06:30:00.000Z');
/** Gaps of 0.639, 60.511, 1.155, 420.989 and 1.638 s. */
const INSTANTS = [0, 639, 61_150, 62_305, 483_294, 484_932].map((milliseconds) => START + milliseconds);

describe('estimateSeconds', () => {
  it('sums the gaps that are no longer than the threshold', () => {
    expect(estimateSeconds(INSTANTS)).toBe(63.943);
    expect(estimateSeconds(INSTANTS, 60)).toBe(3.432);
    expect(estimateSeconds([...INSTANTS].reverse(), 60.511)).toBe(63.943);
  });

  it('is 0 for fewer than two', () => {
    expect(estimateSeconds([])).toBe(0);
    expect(estimateSeconds([START])).toBe(0);
  });
});

describe('readTimestamp', () => {
  it.each([
    ['2024-05-01T06:30:00.639Z', 639],
    ['2024-05-01 06:30:00.639', 639],
    ['2024-05-01 06:30:00', 0],
    ['2024-05-01T08:30:00.639999+02:00', 639],
    ['2024-05-01T08:30:00+0200', 0],
  ])('reads %s', (text, milliseconds) => {
    expect(readTimestamp(text)).toBe(START + milliseconds);
  });

  it.each([
    '',
    '2024-05-01',
    '2024-02-30 00:00:00',
    '2024-13-01 00:00:00',
    '2024-05-01 24:00:00',
    'yesterday',
    '2024-05-01T06:30Z',
  ])('refuses %j', (text) => {
    expect(readTimestamp(text)).toBeUndefined();
  });
});
