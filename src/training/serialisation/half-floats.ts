/** Numbers of IEEE 754 half precision (F16) as float32. */
export function fromFloat16(bits: Uint16Array): Float32Array {
  return Float32Array.from(bits, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}

/** Numbers of bfloat16 (BF16), the upper half of a float32, as float32. */
export function fromBfloat16(bits: Uint16Array): Float32Array {
  const wide = Uint32Array.from(bits, (upper) => upper << 16);
  return new Float32Array(wide.buffer);
}

/** The nearest numbers of IEEE 754 half precision; ties go to the even one, what is too large to infinity. */
export function toFloat16(values: Float32Array): Uint16Array {
  const view = new DataView(new ArrayBuffer(4));
  return Uint16Array.from(values, (value) => {
    const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
    const size = Math.abs(value);
    if (Number.isNaN(value)) return 0x7e00;
    if (size >= 65_520) return sign | 0x7c00;
    // Below this, all steps are 2^-24 wide.
    if (size < 2 ** -14) return sign | roundToEven(size * 2 ** 24);
    view.setFloat32(0, size);
    const bits = view.getUint32(0);
    return sign | (roundToEven(bits / 2 ** 13) - (112 << 10));
  });
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
