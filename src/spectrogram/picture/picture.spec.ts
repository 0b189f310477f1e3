import { countGreys, toneCurve } from './brightness-contrast.js';
import { COLOR_MAPS, colorMap } from './color-maps.js';
import { encodeNpy } from './npy.js';
import { contrastCurve, toGrey, usualRange } from './intensity.js';
import { linearRows } from './linear-rows.js';
import { logMelRows } from './log-mel-rows.js';
import { defaultFftLength } from './methods.js';
import { paint } from './paint.js';

describe('contrastCurve', () => {
  it.each([
    [0, 0],
    [0.1, 0.0556],
    [0.25, 0.1667],
    [0.5, 0.5],
    [0.9, 0.9444],
    [1, 1],
  ])('makes %d into %d', (x, y) => expect(contrastCurve(x)).toBeCloseTo(y, 4));
});

describe('toGrey', () => {
  it('is black for silence, where all levels are one', () => {
    const levels = new Float32Array(100).fill(-7);
    expect(new Set(toGrey(levels, usualRange(levels)))).toEqual(new Set([0]));
  });

  it('does not let one loud value make the rest dark', () => {
    const levels = Float32Array.from({ length: 30_000 }, (_, index) => -60 + (index % 21));
    levels[7] = 0;
    const { lowest, highest } = usualRange(levels);
    expect([lowest, highest]).toEqual([-60, -40]);
    expect(Math.max(...toGrey(levels, { lowest, highest }))).toBe(255);
  });

  it('cuts what lies outside the range', () => {
    expect([...toGrey(Float32Array.of(-90, -50, 10), { lowest: -80, highest: -20 })]).toEqual([0, 127, 255]);
  });
});

describe('toneCurve', () => {
  const counts = countGreys(Uint8Array.of(10, 10, 100, 250));

  it('changes nothing with 1 and 1', () => {
    expect([...toneCurve(counts, { brightness: 1, contrast: 1 })]).toEqual(
      Array.from({ length: 256 }, (_, grey) => grey),
    );
  });

  it('multiplies, cuts and truncates', () => {
    const curve = toneCurve(counts, { brightness: 1.5, contrast: 1 });
    expect([curve[0], curve[11], curve[100], curve[200]]).toEqual([0, 16, 150, 255]);
  });

  it('turns the contrast around the rounded mean of the brightened picture', () => {
    // Brightened by 2: 20, 20, 200, 255; their mean is 123.75.
    const curve = toneCurve(counts, { brightness: 2, contrast: 0.5 });
    expect([curve[10], curve[62], curve[100], curve[250]]).toEqual([72, 124, 162, 189]);
    expect(new Set(toneCurve(counts, { brightness: 2, contrast: 0 }))).toEqual(new Set([124]));
  });
});

describe('colorMap', () => {
  /** First and last colours as published with the maps, rounded to bytes. */
  it.each([
    ['viridis', [68, 1, 84], [253, 231, 37]],
    ['plasma', [13, 8, 135], [240, 249, 33]],
    ['inferno', [0, 0, 4], [252, 255, 164]],
    ['magma', [0, 0, 4], [252, 253, 191]],
    ['gray', [0, 0, 0], [255, 255, 255]],
    ['gray-reversed', [255, 255, 255], [0, 0, 0]],
  ] as const)('%s begins and ends as published', (name, first, last) => {
    const table = colorMap(name);
    expect([...table.subarray(0, 3)]).toEqual(first);
    expect([...table.subarray(-3)]).toEqual(last);
  });

  it.each(COLOR_MAPS.filter((name) => name !== 'turbo'))(
    '%s has 256 colours of rising or falling lightness',
    (name) => {
      const table = colorMap(name);
      expect(table).toHaveLength(768);
      const lightness = Array.from({ length: 256 }, (_, index) => {
        const [red, green, blue] = table.subarray(3 * index, 3 * index + 3);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      });
      const direction = Math.sign(lightness[255] - lightness[0]);
      expect(lightness.every((value, index) => index === 0 || direction * (value - lightness[index - 1]) >= -1)).toBe(
        true,
      );
    },
  );
});

describe('paint', () => {
  it('puts the highest row at the top and columns from left to right', () => {
    const style = { colorMap: 'gray', brightness: 1, contrast: 1 } as const;
    const { width, height, rgb } = paint(Uint8Array.of(1, 2, 3, 4, 5, 6), 2, style);
    expect([width, height]).toEqual([3, 2]);
    expect([...rgb].filter((_, index) => index % 3 === 0)).toEqual([2, 4, 6, 1, 3, 5]);
  });
});

describe('rows of a spectrum', () => {
  const options = { sampleRateHz: 16_000, fftLength: 512, minimumHz: 0, maximumHz: 8_000 };

  it('let each bin be seen, equally spaced', () => {
    for (const rows of [10, 100, 257, 300]) {
      const output = new Float32Array(rows);
      for (let bin = 0; bin <= 256; bin++) {
        linearRows({ ...options, rows }).apply(
          Float64Array.from({ length: 257 }, (_, index) => +(index === bin)),
          output,
          0,
        );
        expect([bin, Math.max(...output) >= 0.5]).toEqual([bin, true]);
      }
    }
  });

  it('have no empty mel bands', () => {
    const output = new Float32Array(300);
    logMelRows({ ...options, rows: 300 }).apply(new Float64Array(257).fill(1), output, 0);
    expect(Math.min(...output)).toBeGreaterThan(0);
  });

  it('refuse crossed frequencies', () => {
    expect(() => linearRows({ ...options, rows: 3, minimumHz: 9_000 })).toThrow('minimumHz');
    expect(() => linearRows({ ...options, rows: 3, maximumHz: 9_000 })).toThrow('maximumHz');
  });
});

it.each([
  [8_000, 512],
  [32_000, 512],
  [32_001, 1_024],
  [80_000, 1_024],
  [150_000, 2_048],
  [300_000, 4_096],
  [384_000, 8_192],
])('windows at %d Hz have %d samples', (rate, length) => expect(defaultFftLength(rate)).toBe(length));

it('NumPy files begin their data at a multiple of 64', () => {
  for (const columns of [1, 99, 20_000]) {
    const bytes = Buffer.from(encodeNpy(new Float32Array(2 * columns).fill(1.5), 2, columns));
    const end = 10 + bytes.readUInt16LE(8);
    expect(end % 64).toBe(0);
    expect(bytes.toString('latin1', end - 1, end)).toBe('\n');
    expect(bytes).toHaveLength(end + 8 * columns);
    expect(bytes.readFloatLE(end)).toBe(1.5);
  }
});
