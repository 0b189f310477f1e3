import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { KeywordOptions } from './keyword-options.dto.js';

const faultOf = (keywords: unknown): string | undefined =>
  validateSync(plainToInstance(KeywordOptions, { keywords })).flatMap(({ constraints = {} }) =>
    Object.values(constraints),
  )[0];

describe('KeywordOptions', () => {
  it.each([[[]], [['dog', 'chase the cat', 'C++', '3.5', '犬']], [Array<string>(10_000).fill('dog')]])(
    'takes %#',
    (keywords) => {
      expect(faultOf(keywords)).toBeUndefined();
    },
  );

  it.each<[unknown, string]>([
    ['dog', 'keywords must be a list of texts'],
    [{ 0: 'dog' }, 'keywords must be a list of texts'],
    [null, 'keywords must be a list of texts'],
    [['dog', 7], 'keywords[1] must be a text'],
    [['dog', '?!…'], 'keywords[1] has no letter and no digit: punctuation is not looked for'],
    [[''], 'keywords[0] has no letter and no digit: punctuation is not looked for'],
    [['dog', 'cat', 'x'.repeat(10_000)], 'keywords[2] has 10000 characters; 200 are allowed'],
    [Array<string>(10_001).fill('dog'), 'keywords has 10001 entries; 10000 are allowed'],
  ])('refuses %# and says where and why', (keywords, fault) => {
    expect(faultOf(keywords)).toBe(fault);
  });
});
