const HEADER_BYTES = 10;

/** Bytes of the ID3v2 tag at the start, 0 without one (ID3v2.4 section 3.1). */
export function id3v2Length(head: Uint8Array): number {
  if (head.length < HEADER_BYTES || Buffer.from(head.subarray(0, 3)).toString('latin1') !== 'ID3') return 0;
  const size = head.subarray(6, HEADER_BYTES);
  if (size.some((byte) => byte > 0x7f)) return 0;
  const hasFooter = (head[5] & 0x10) !== 0;
  const content = (size[0] << 21) | (size[1] << 14) | (size[2] << 7) | size[3];
  return HEADER_BYTES + content + (hasFooter ? HEADER_BYTES : 0);
}
