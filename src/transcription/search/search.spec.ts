import { speak } from '../../../test/support/spoken-transcript.js';
import { MATCH_START, MATCH_STOP, readMatches } from './read-matches.js';
import { readSearchCursor, toCursor } from './search-cursor.js';
import { encodeCursor } from '../../common/pagination/cursor.js';
import { spaceQuery, spaceWords } from './space-words.js';

const mark = (text: string): string => text.replaceAll('[', MATCH_START).replaceAll(']', MATCH_STOP);

describe('readMatches', () => {
  const [segment] = speak(['The quick, brown fox'], 'en').segments;

  it('tells where a match stands and when it was said', () => {
    expect(readMatches({ ...segment, marked: mark('The [quick], brown [fox]') })).toEqual([
      { text: 'quick', from: 4, to: 9, start: 1, end: 1.8, confidence: 0.5 },
      { text: 'fox', from: 17, to: 20, start: 3, end: 3.8, confidence: 0.5 },
    ]);
  });

  it('has the times of the segment where there are none of words', () => {
    expect(readMatches({ ...segment, words: [], marked: mark('The [quick], brown fox') })).toEqual([
      { text: 'quick', from: 4, to: 9, start: 0, end: 3.8, confidence: null },
    ]);
  });

  it('reads what was spaced out to be searched', () => {
    const text = '東京に行く';
    const words = Array.from(text, (word, index) => ({ word, start: index, end: index + 1, confidence: 1 }));
    expect(readMatches({ text, start: 0, end: 5, words, marked: mark('[東京] に 行く') })).toEqual([
      { text: '東京', from: 0, to: 2, start: 0, end: 2, confidence: 1 },
    ]);
  });
});

describe('spaceWords', () => {
  it('adds spaces alone', () => {
    const text = 'I said 東京都に行く, ok ฉันรักภาษาไทย';
    expect(spaceWords(text).replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    expect(spaceWords('東京都')).toBe('東京 都 ');
    expect(spaceWords('The quick fox')).toBe('The quick fox');
  });

  it('makes a phrase of words that are written together in a query', () => {
    expect(spaceQuery('fox or 東京都')).toBe('fox or "東京 都"');
    expect(spaceQuery('"東京都" fox')).toContain('東京 都');
    expect(spaceQuery('京')).toBe('京');
  });
});

describe('cursor of a search', () => {
  const recordingId = '0b0f2d1c-5b0e-4f57-9d1a-0d2f7f0f9a11';

  it('comes back as it went', () => {
    for (const [sort, value] of [
      ['newest', new Date('2026-01-01T00:00:00.123Z')],
      ['relevance', 0.123456],
    ] as const) {
      const place = { value, recordingId, segment: 12 };
      expect(readSearchCursor(encodeCursor(toCursor(place)), sort)).toEqual(place);
    }
  });

  it('is refused by a list of another order', () => {
    const cursor = encodeCursor(toCursor({ value: 0.1, recordingId, segment: 1 }));
    expect(() => readSearchCursor(cursor, 'newest')).toThrow('cursor');
    expect(() => readSearchCursor(encodeCursor({ value: '0.1', id: recordingId }), 'relevance')).toThrow('cursor');
  });
});
