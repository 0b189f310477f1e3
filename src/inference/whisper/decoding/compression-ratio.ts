import { deflateSync } from 'node:zlib';

/** Bytes of a text over bytes of its deflated form (zlib); high where it repeats itself. 0 of no text. */
export function compressionRatio(text: string): number {
  const bytes = Buffer.from(text, 'utf8');
  return bytes.length === 0 ? 0 : bytes.length / deflateSync(bytes).length;
}
