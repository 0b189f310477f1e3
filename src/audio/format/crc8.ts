const POLYNOMIAL = 0x07;

const TABLE = Uint8Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value & 0x80) === 0 ? value << 1 : (value << 1) ^ POLYNOMIAL;
  return value;
});

/** Checksum of FLAC's frame headers: polynomial x⁸ + x² + x + 1, begun with 0 (RFC 9639 section 9.1.8). */
export const crc8 = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => TABLE[sum ^ byte], 0);
