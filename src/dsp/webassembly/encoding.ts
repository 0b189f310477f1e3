/** Bytes of a module; parts nest and are flattened once, at the end. */
export type Code = readonly (number | Code)[];

export function flatten(code: Code): number[] {
  const bytes: number[] = [];
  append(bytes, code);
  return bytes;
}

function append(bytes: number[], code: Code): void {
  for (const part of code) {
    if (typeof part === 'number') bytes.push(part);
    else append(bytes, part);
  }
}

/** LEB128 of an integer from 0 on. */
export function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(Math.floor(value / 0x80))];
}

/** LEB128 of a signed 32-bit integer. */
export function signed(value: number): number[] {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}

/** A 32-bit float, little endian. */
export function float32(value: number): number[] {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setFloat32(0, value, true);
  return [0, 1, 2, 3].map((index) => bytes.getUint8(index));
}

/** A list with its length in front. */
export const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items];

/** Bytes with their number in front. */
export function sized(code: Code): Code {
  const bytes = flatten(code);
  return [...unsigned(bytes.length), bytes];
}

/** An ASCII name. */
export const name = (text: string): Code => sized(Array.from(text, (letter) => letter.charCodeAt(0)));

export const section = (id: number, content: Code): Code => [id, sized(content)];
