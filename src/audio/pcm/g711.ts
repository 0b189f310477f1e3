const FULL_SCALE = 32_768;

function fromMuLaw(code: number): number {
  const inverted = ~code & 0xff;
  const exponent = (inverted >> 4) & 7;
  const magnitude = (((inverted & 0x0f) << 3) + 0x84) << exponent;
  return (inverted & 0x80) === 0 ? magnitude - 0x84 : 0x84 - magnitude;
}

function fromALaw(code: number): number {
  const toggled = code ^ 0x55;
  const exponent = (toggled >> 4) & 7;
  const mantissa = (toggled & 0x0f) << 4;
  const magnitude = exponent === 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
  return (toggled & 0x80) === 0 ? -magnitude : magnitude;
}

const table = (expand: (code: number) => number): Float32Array =>
  Float32Array.from({ length: 256 }, (_, code) => expand(code) / FULL_SCALE);

/** Sample in -1..1 for each µ-law code (ITU-T G.711). */
export const MU_LAW: Float32Array = table(fromMuLaw);
/** Sample in -1..1 for each A-law code (ITU-T G.711). */
export const A_LAW: Float32Array = table(fromALaw);
