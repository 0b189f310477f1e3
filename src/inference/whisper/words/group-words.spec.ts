import { groupWords } from './group-words.js';

/** A tokenizer whose tokens are these bytes. */
function words(pieces: readonly (string | readonly number[])[], language: string | null = 'en') {
  const bytes = pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece)));
  const decode = (tokens: readonly number[]): string =>
    Buffer.concat(tokens.map((token) => bytes[token])).toString('utf8');
  return groupWords([...pieces.keys()], decode, language).map(({ text, from, to }) => [text, from, to]);
}

describe('groupWords', () => {
  it('joins tokens up to the next space', () => {
    expect(words([' un', 'believ', 'able', ' things'])).toEqual([
      [' unbelievable', 0, 3],
      [' things', 3, 4],
    ]);
  });

  it('attaches marks to words; closing ones do not count among their tokens', () => {
    expect(words([' He', ' said', ',', ' "', 'yes', '!', '"', ' (', 'twice', ')', '.'])).toEqual([
      [' He', 0, 1],
      [' said,', 1, 2],
      [' "yes!"', 3, 5],
      [' (twice).', 7, 9],
    ]);
  });

  it('keeps apostrophes and hyphens of words in them', () => {
    expect(words([' don', "'t", ' well', '-known']).map(([text]) => text)).toEqual([" don't", ' well-known']);
  });

  it('waits for whole characters', () => {
    const [first, ...rest] = [...Buffer.from('é')];
    expect(words([' caf', [first], rest, ' noir'])).toEqual([
      [' café', 0, 3],
      [' noir', 3, 4],
    ]);
  });

  it('splits at characters where languages have no spaces', () => {
    const euro = [...Buffer.from('語')];
    expect(words(['日本', euro.slice(0, 1), euro.slice(1), '。', 'です'], 'ja')).toEqual([
      ['日本', 0, 1],
      ['語。', 1, 3],
      ['です', 4, 5],
    ]);
  });

  it('takes broken bytes at the end as they are, and nothing for nothing', () => {
    expect(words([' a', [0xe8]])).toEqual([[' a\ufffd', 0, 2]]);
    expect(words([])).toEqual([]);
  });
});
