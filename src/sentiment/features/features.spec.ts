import { hash32 } from './hash32.js';
import { textFeatures } from './text-features.js';
import { tokenise } from './tokenise.js';

const texts = (text: string): string[] => tokenise(text).map((token) => token.text);

describe('tokenise', () => {
  it.each<[string, string[]]>([
    ['Hello, WORLD!!!!', ['hello', ',', 'world', '!!!']],
    ['soooo goooood', ['soo', 'good']],
    ['@Bob see http://t.co/x1 www.x.org', ['@user', 'see', 'http', 'http']],
    ['#LoveIt #50shades', ['loveit', '#', '00', 'shades']],
    ["can’t won't re-read", ["can't", "won't", 're-read']],
    [':-) ;) :( <3 ^_^ :))', [':)', ';)', ':(', '<3', '^_^', ':))']],
    ['😀😭❤️', [':)', ':(', '<3']],
    ['at 12:30 for 3.50', ['at', '00:00', 'for', '0.00']],
    ['ｆｕｌｌ width', ['full', 'width']],
    ['', []],
    [' \n', []],
  ])('cuts %j', (text, tokens) => {
    expect(texts(text).filter((token) => token !== '\ufe0f')).toEqual(tokens);
  });

  it('tells how words are written', () => {
    const [never, soo, tag] = tokenise('NEVER sooo #fun');
    expect(never).toMatchObject({ isShouted: true, isElongated: false, isHashtag: false });
    expect(soo).toMatchObject({ isShouted: false, isElongated: true });
    expect(tag).toMatchObject({ text: 'fun', isHashtag: true });
  });

  it('marks words from a negation to the end of its clause', () => {
    const negated = tokenise("I don't like it at all, but you do").filter(({ isNegated }) => isNegated);
    expect(negated.map(({ text }) => text)).toEqual(['like', 'it', 'at', 'all', ',']);
  });

  it('takes a time that grows with the text, whatever it is made of', () => {
    for (const part of ['!', '-', ':', 'a', '<', '(', '._', '@', '#', "a'", '😀', '\ud800']) {
      expect(tokenise(part.repeat(20_000)).length).toBeLessThanOrEqual(40_000);
    }
  });
});

describe('textFeatures', () => {
  it('has the length 1 for words and for pieces of them', () => {
    const { rows, values } = textFeatures('Not a good day', 2 ** 20);
    expect(values.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(2, 9);
    expect(new Set(rows).size).toBeGreaterThan(rows.length * 0.99);
    expect(Math.max(...rows)).toBeLessThan(2 ** 20);
  });

  it('is nothing for nothing', () => {
    expect(textFeatures('  ', 2 ** 20)).toEqual({ rows: [], values: [] });
  });
});

describe('hash32', () => {
  // Stored models depend on these numbers.
  it.each([
    ['', 723595804],
    ['wgood', 3047203203],
    ['c_ü', 3327898919],
  ])('of %j never changes', (text, hash) => {
    expect(hash32(text)).toBe(hash);
  });
});
