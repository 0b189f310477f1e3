import { alignTokens } from './align-tokens.js';
import { firstColumns } from './dynamic-time-warping.js';

describe('firstColumns', () => {
  it('follows the cheapest way', () => {
    const costs = Float32Array.of(...[0, 0, 9, 9, 9, 9], ...[9, 9, 0, 9, 9, 9], ...[9, 9, 9, 0, 0, 0]);
    expect([...firstColumns(costs, 3, 6)]).toEqual([0, 2, 3]);
  });

  it('begins at the first column, and rises', () => {
    const costs = Float32Array.from({ length: 5 * 9 }, (_, index) => Math.sin(index * 12.9898) * 3);
    const columns = [...firstColumns(costs, 5, 9)];
    expect(columns[0]).toBe(0);
    expect(columns).toEqual([...columns].sort((a, b) => a - b));
  });

  it('has one column for all rows where there is one', () => {
    expect([...firstColumns(new Float32Array(4), 4, 1)]).toEqual([0, 0, 0, 0]);
    expect([...firstColumns(new Float32Array(0), 0, 5)]).toEqual([]);
  });
});

describe('alignTokens', () => {
  const POSITIONS = 60;
  /** One head that looks at where the token is, and one that always looks at the beginning, as some do. */
  const heads = (from: number, to: number): Float32Array[] => [
    new Float32Array(POSITIONS).fill(0.001).fill(0.1, from, to),
    new Float32Array(POSITIONS).fill(0.001).fill(0.9, 0, 2),
  ];

  it('finds where each token begins, whatever heads say the same of all', () => {
    const starts = alignTokens([heads(0, 12), heads(12, 30), heads(30, 45), heads(45, 50)], {
      positions: 50,
      medianFilterWidth: 7,
    });
    expect([...starts]).toEqual([0, 12, 30, 45]);
  });

  it('looks at the audio only, not at the padding behind it', () => {
    const withPadding = [heads(0, 10), heads(10, 20)].map(([head]) => [head.fill(5, 30)]);
    expect([...alignTokens(withPadding, { positions: 20, medianFilterWidth: 3 })]).toEqual([0, 10]);
  });

  it('knows nothing without heads, tokens or audio', () => {
    expect([...alignTokens([[], []], { positions: 10, medianFilterWidth: 7 })]).toEqual([0, 0]);
    expect([...alignTokens([], { positions: 10, medianFilterWidth: 7 })]).toEqual([]);
    expect([...alignTokens([heads(0, 5)], { positions: 0, medianFilterWidth: 7 })]).toEqual([0]);
  });
});
