import { dummyPicture } from './dummy-picture.js';
import { SoundingColumns } from './sounding-columns.js';

describe('dummyPicture', () => {
  /** Columns of three rows each, the lowest row first. */
  const draw = (columns: readonly number[][], on: readonly boolean[]): number[][] => {
    const picture = dummyPicture(Float32Array.from(columns.flat()), 3, on);
    return columns.map((_, column) => Array.from(picture.subarray(3 * column, 3 * column + 3)));
  };

  it('whitens rows whose mean over the stretch reaches 0.6, in sounding columns only', () => {
    const columns = [
      [1, 1, 1],
      [0.5, 0.9, 0.7],
      [0.6, 0.9, 0.7],
      [1, 1, 1],
    ];
    expect(draw(columns, [false, true, true, false])).toEqual([
      [0, 0, 0],
      [0, 255, 255],
      [0, 255, 255],
      [0, 0, 0],
    ]);
  });

  it('blackens a row below one that fails', () => {
    expect(draw([[1, 1, 0.5]], [true])).toEqual([[255, 0, 0]]);
  });

  it('judges each stretch by itself', () => {
    const columns = [
      [0, 0, 1],
      [0, 0, 0],
      [1, 1, 1],
    ];
    expect(draw(columns, [true, false, true])).toEqual([
      [0, 0, 255],
      [0, 0, 0],
      [255, 255, 255],
    ]);
  });
});

describe('SoundingColumns', () => {
  const columnsOf = (blocks: readonly number[][], reach: number): boolean[] => {
    const sounding = new SoundingColumns(5, 2, reach);
    for (const block of blocks) sounding.push(Float32Array.from(block));
    return sounding.columns;
  };

  it.each([
    [[[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]], 0, [false, false, false, false, false]],
    [[[0, 0, 0, 0, 1, 0, 0, 0, 0, 0]], 0, [false, false, true, false, false]],
    [[[0, 0, 0, 0, 1, 0, 0, 0, 0, 0]], 2, [false, true, true, true, false]],
    [
      [
        [0, 0, 0],
        [0, 1],
        [0, 0],
        [0, 0, -1],
      ],
      0,
      [false, false, true, false, false],
    ],
    [[[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]], 3, [true, true, true, true, true]],
  ])('finds in the blocks %j, widened by %d samples, the columns %j', (blocks, reach, columns) => {
    expect(columnsOf(blocks, reach)).toEqual(columns);
  });
});
