import { speak } from '../../../test/support/spoken-transcript.js';
import { KeywordOptions } from './dto/keyword-options.dto.js';
import { findKeywords, MOST_HITS } from './find-keywords.js';

const look = (transcript: ReturnType<typeof speak>, keywords: string[], more: Partial<KeywordOptions> = {}) =>
  findKeywords(transcript, Object.assign(new KeywordOptions(), { keywords, ...more }));
const counts = (...args: Parameters<typeof look>) => look(...args).keywords.map(({ count }) => count);

const puppies = speak(['The Puppy, a young dog:', "Puppies don't re-read “café” menus.", 'PUPPY!'], 'en', 120);

describe('findKeywords', () => {
  it('tells where and when a word was said, and how often a minute', () => {
    const { keywords } = look(puppies, ['puppy', 'cat']);
    expect(keywords).toEqual([
      {
        keyword: 'puppy',
        count: 2,
        perMinute: 1,
        hits: [
          {
            start: 1,
            end: 1.8,
            confidence: 0.5,
            text: 'Puppy',
            context: "The Puppy, a young dog: Puppies don't re-read",
          },
          expect.objectContaining({ start: 10, text: 'PUPPY', context: "Puppies don't re-read “café” menus. PUPPY!" }),
        ],
      },
      { keyword: 'cat', count: 0, perMinute: 0, hits: [] },
    ]);
  });

  it.each<[string, string, number]>([
    ['without regard to case', 'YOUNG DOG', 1],
    ['without regard to punctuation', 'dog, puppies', 1],
    ['with a typographic apostrophe', 'don’t', 1],
    ['without an apostrophe', 'dont', 1],
    ['with a hyphen', 're-read', 1],
    ['without the hyphen', 're read', 1],
    ['in compatibility forms', 'ｐｕｐｐｙ', 2],
    ['composed of base letter and accent', 'cafe\u0301', 1],
    ['but not without its accent', 'cafe', 0],
    ['but not as a part of a word', 'pup', 0],
    ['over the end of a segment', 'menus puppy', 1],
  ])('finds a phrase %s', (_how, keyword, count) => {
    expect(counts(puppies, [keyword])).toEqual([count]);
  });

  it('folds accents where asked', () => {
    expect(counts(puppies, ['cafe'], { foldKeywordAccents: true })).toEqual([1]);
  });

  it('finds other forms of a word where asked, in the language of the transcript', () => {
    expect(counts(puppies, ['puppies'], { stemKeywords: true })).toEqual([3]);
    expect(counts(speak(['Die Häuser und das Haus.'], 'de'), ['haus'], { stemKeywords: true })).toEqual([2]);
    expect(counts(speak(['Straße'], 'de'), ['STRASSE'])).toEqual([1]);
    expect(counts({ ...puppies, language: null }, ['puppies'], { stemKeywords: true })).toEqual([1]);
  });

  it('finds words of languages without spaces, spoken in single characters', () => {
    const spoken = speak(['東 京 都 に 住 ん で い ま す'], 'ja');
    const segments = spoken.segments.map((segment) => ({ ...segment, text: segment.text.replaceAll(' ', '') }));
    const { keywords } = look({ ...spoken, segments }, ['東京', 'んで', '京都']);
    expect(keywords.map(({ hits }) => hits.map(({ start, end, text }) => [start, end, text]))).toEqual([
      [[0, 1.8, '東京']],
      [[5, 6.8, 'んで']],
      [],
    ]);
  });

  it('has the times of the segment where there are none of words', () => {
    const segments = puppies.segments.map((segment) => ({ ...segment, words: [] }));
    expect(look({ ...puppies, segments }, ['young']).keywords[0].hits[0]).toMatchObject({
      start: 0,
      end: 4.8,
      confidence: 0.9,
    });
  });

  it('takes keywords that are the same for one, as the first is written', () => {
    expect(look(puppies, ['Puppy', 'puppy!', 'PUPPY']).keywords.map(({ keyword }) => keyword)).toEqual(['Puppy']);
  });

  it('counts a phrase that repeats itself without overlap', () => {
    expect(counts(speak(['ha ha ha ha ha']), ['ha ha', 'ha'])).toEqual([2, 5]);
  });

  it('finds nothing without keywords or without speech', () => {
    expect(look(puppies, []).keywords).toEqual([]);
    expect(counts(speak([], null, 0), ['puppy'])).toEqual([0]);
  });

  it('finds 10,000 phrases in hours of speech, and tells a bounded number of hits', () => {
    const text = Array.from({ length: 30_000 }, (_, index) => `w${(index * 7) % 10_000}`);
    const spoken = speak(
      Array.from({ length: 300 }, (_, index) => text.slice(index * 100, index * 100 + 100).join(' ')),
    );
    const { keywords, isTruncated } = look(
      spoken,
      Array.from({ length: 10_000 }, (_, index) => `w${index}`),
    );
    expect(keywords.every(({ count }) => count === 3)).toBe(true);
    expect(isTruncated).toBe(true);
    expect(keywords.reduce((sum, { hits }) => sum + hits.length, 0)).toBe(MOST_HITS);
  });
});
