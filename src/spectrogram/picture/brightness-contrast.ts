const WHITE = 255;

export interface Tone {
  /** Factor of the brightness; 1 changes nothing. */
  readonly brightness: number;
  /** Factor of the distance from the mean grey; 1 changes nothing. */
  readonly contrast: number;
}

const toByte = (value: number): number => Math.trunc(value < 0 ? 0 : value > WHITE ? WHITE : value);

/**
 * What brightness and then contrast make of each of the 256 greys. The mean around which the contrast turns is that of the brightened picture.
 * @param counts how often each grey occurs in the picture
 */
export function toneCurve(counts: ArrayLike<number>, { brightness, contrast }: Tone): Uint8Array {
  const brightened = Uint8Array.from({ length: 256 }, (_, grey) => toByte(grey * brightness));
  if (contrast === 1) return brightened;
  let sum = 0;
  let total = 0;
  for (let grey = 0; grey < 256; grey++) {
    sum += counts[grey] * brightened[grey];
    total += counts[grey];
  }
  const mean = total === 0 ? 0 : Math.floor(sum / total + 0.5);
  return brightened.map((value) => toByte(mean + contrast * (value - mean)));
}

/** How often each grey occurs. */
export function countGreys(grey: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (const value of grey) counts[value]++;
  return counts;
}
