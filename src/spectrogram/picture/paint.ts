import { countGreys, type Tone, toneCurve } from './brightness-contrast.js';
import { colorMap, type ColorMapName } from './color-maps.js';

export interface PaintStyle extends Tone {
  readonly colorMap: ColorMapName;
}

/** Red, green and blue bytes, line after line from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** What stands for each of 256 values: brightness, contrast and colour in one table of 3 bytes each. */
export function palette(counts: ArrayLike<number>, style: PaintStyle): Uint8Array {
  const colors = colorMap(style.colorMap);
  const curve = toneCurve(counts, style);
  const table = new Uint8Array(3 * curve.length);
  curve.forEach((grey, value) => table.set(colors.subarray(3 * grey, 3 * grey + 3), 3 * value));
  return table;
}

/** Paints values that lie column after column, lowest row first, with the highest row at the top. */
export function paintIndexed(values: Uint8Array, height: number, table: Uint8Array): Picture {
  const width = values.length / height;
  const rgb = new Uint8Array(3 * values.length);
  for (let row = 0; row < height; row++) {
    let at = 3 * width * (height - 1 - row);
    for (let index = row; index < values.length; index += height) {
      const color = 3 * values[index];
      rgb[at++] = table[color];
      rgb[at++] = table[color + 1];
      rgb[at++] = table[color + 2];
    }
  }
  return { width, height, rgb };
}

/** @param grey 8-bit grey, column after column, lowest row first */
export const paint = (grey: Uint8Array, height: number, style: PaintStyle): Picture =>
  paintIndexed(grey, height, palette(countGreys(grey), style));
