import { findLoop, tokensBeforeLoop } from './text-loop.js';

const repeat = (piece: readonly number[], times: number): number[] => new Array(times).fill(piece).flat() as number[];
const varied = Array.from({ length: 40 }, (_, index) => (index * 17) % 41);

describe('findLoop', () => {
  it.each<[string, number[], number]>([
    ['one token over and over', [1, 2, ...repeat([3], 24)], 3],
    ['a phrase over and over', [1, ...repeat([4, 5, 6, 7, 8, 9], 4)], 7],
  ])('finds %s', (_what, tokens, kept) => {
    expect(findLoop(tokens)).toBe(kept);
  });

  it.each<[string, number[]]>([
    ['what people say a few times', [...varied, 3, 3, 3, 3, 3, 3]],
    ['a phrase that came three times', repeat([4, 5, 6, 7, 8, 9, 10, 11], 3)],
    ['a loop that was left', [...repeat([3], 30), ...varied]],
    ['nothing', []],
  ])('does not mind %s', (_what, tokens) => {
    expect(findLoop(tokens)).toBeUndefined();
  });
});

describe('tokensBeforeLoop', () => {
  const FIRST_TIMESTAMP = 100;
  const tokens = (ids: readonly number[]) => ids.map((token) => ({ token }));

  it('keeps what stands before and one repeat, timestamps aside', () => {
    const looping = [100, 1, 2, ...repeat([7, 8, 9, 110, 110], 12), 5];
    expect(tokensBeforeLoop(tokens(looping), FIRST_TIMESTAMP)).toEqual(tokens([100, 1, 2, 7, 8, 9]));
  });

  it('keeps everything where nothing repeats itself', () => {
    expect(tokensBeforeLoop(tokens(varied), FIRST_TIMESTAMP)).toHaveLength(varied.length);
  });
});
