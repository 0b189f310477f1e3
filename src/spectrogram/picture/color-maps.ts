import {
  interpolateCividis,
  interpolateInferno,
  interpolateMagma,
  interpolatePlasma,
  interpolateTurbo,
  interpolateViridis,
} from 'd3-scale-chromatic';

const COLORS = 256;

/** `#rrggbb` or `rgb(r, g, b)`, which are the two forms that the package gives. */
function channelsOf(color: string): number[] {
  if (color.startsWith('#')) return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  return (color.match(/\d+/g) ?? []).map(Number);
}

const sampled = (interpolate: (position: number) => string): Uint8Array =>
  Uint8Array.from({ length: COLORS }, (_, index) => index).reduce(
    (table, index) => {
      table.set(channelsOf(interpolate(index / (COLORS - 1))), 3 * index);
      return table;
    },
    new Uint8Array(3 * COLORS),
  );

const greys = (at: (index: number) => number): Uint8Array =>
  Uint8Array.from({ length: 3 * COLORS }, (_, index) => at(Math.floor(index / 3)));

const MAKERS = {
  viridis: () => sampled(interpolateViridis),
  plasma: () => sampled(interpolatePlasma),
  inferno: () => sampled(interpolateInferno),
  magma: () => sampled(interpolateMagma),
  cividis: () => sampled(interpolateCividis),
  turbo: () => sampled(interpolateTurbo),
  gray: () => greys((index) => index),
  'gray-reversed': () => greys((index) => COLORS - 1 - index),
} as const satisfies Record<string, () => Uint8Array>;

export type ColorMapName = keyof typeof MAKERS;
export const COLOR_MAPS = Object.keys(MAKERS) as ColorMapName[];

const made = new Map<ColorMapName, Uint8Array>();

/**
 * 256 colours as red, green, blue bytes, from the lowest to the highest. The tables are rounded to bytes in the package; its cividis
 * is a polynomial that lies up to 11 of 255 levels beside the published table.
 */
export function colorMap(name: ColorMapName): Uint8Array {
  let table = made.get(name);
  if (table === undefined) made.set(name, (table = MAKERS[name]()));
  return table;
}
