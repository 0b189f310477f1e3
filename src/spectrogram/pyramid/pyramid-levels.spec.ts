import { columnsOfZooms, levelOf, TILE_COLUMNS } from './pyramid-description.js';
import { PyramidLevels } from './pyramid-levels.js';
import { Quantiser } from './quantise.js';

describe('Quantiser', () => {
  it('is right within a quarter of a decibel, and a rounding', () => {
    const powers = Float32Array.from({ length: 2_000 }, (_, index) => 10 ** (-11 + index / 180));
    const bytes = new Uint8Array(powers.length);
    new Quantiser(0).quantise(powers, bytes, 0);
    bytes.forEach((value, index) => {
      expect(Math.abs(levelOf(value) - 10 * Math.log10(powers[index]))).toBeLessThan(0.29);
    });
  });

  it('keeps silence and excess within its bytes', () => {
    const bytes = new Uint8Array(3);
    new Quantiser(0).quantise(Float32Array.of(0, 1e-40, 1e20), bytes, 0);
    expect([...bytes]).toEqual([0, 0, 255]);
  });
});

describe('PyramidLevels', () => {
  const ROWS = 2;

  function build(columns: number, powerAt: (column: number) => number) {
    const tiles = new Map<string, { max: Uint8Array; below: Uint8Array }>();
    const levels = new PyramidLevels(ROWS, new Quantiser(0), ({ level, x, max, below }) => {
      tiles.set(`${level}/${x}`, { max: max.slice(), below: below.slice() });
    });
    for (let column = 0; column < columns; column++) {
      const power = new Float32Array(ROWS).fill(powerAt(column));
      levels.push(power, power);
    }
    return { columns: levels.finish(), tiles };
  }

  it.each([1, 2, 255, 256, 257, 511, 513, 1_000, 5_000])('has each zoom of %d columns once', (count) => {
    const { columns, tiles } = build(count, () => 1);
    expect(columns).toEqual(columnsOfZooms(count));
    const expected = columns.flatMap((width, zoom) =>
      Array.from({ length: Math.ceil(width / TILE_COLUMNS) }, (_, x) => `${columns.length - 1 - zoom}/${x}`),
    );
    expect([...tiles.keys()].toSorted()).toEqual(expected.toSorted());
  });

  it('keeps the loudest moment in each zoom, and its share in the mean', () => {
    const loud = 1_234;
    const { columns, tiles } = build(3_000, (column) => (column === loud ? 1 : 1e-6));
    columns.toReversed().forEach((_, level) => {
      const column = Math.floor(loud / 2 ** level);
      const { max, below } = tiles.get(`${level}/${Math.floor(column / TILE_COLUMNS)}`)!;
      const at = (column % TILE_COLUMNS) * ROWS;
      expect(levelOf(max[at])).toBe(0);
      expect(below[at] / 2).toBeCloseTo(10 * Math.log10(2 ** level), 0);
      expect(levelOf(max[at === 0 ? 4 : 0])).toBe(-60);
    });
  });
});
