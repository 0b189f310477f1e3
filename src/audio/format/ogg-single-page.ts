import type { FileBytes } from './file-bytes.js';

const HEADER_BYTES = 27;
const LONGEST_TABLE = 255;
const END_OF_STREAM = 4;
/** Pictures in the comments can fill many pages before the audio. */
const MOST_HEADER_PAGES = 4096;

/**
 * Granule position of the only page with audio in an Ogg file (RFC 3533 section 6), undefined when there are more. Its samples cannot be
 * placed by comparing two pages, which is what decoders do to trim beginning and end, and several get it wrong.
 */
export function onlyPageGranule(bytes: FileBytes): number | undefined {
  let position = 0;
  for (let page = 0; page < MOST_HEADER_PAGES; page++) {
    const head = bytes.read(position, HEADER_BYTES + LONGEST_TABLE);
    if (head.length < HEADER_BYTES || head.toString('latin1', 0, 4) !== 'OggS') return undefined;
    const granule = head.readBigInt64LE(6);
    const table = head.subarray(HEADER_BYTES, HEADER_BYTES + head[HEADER_BYTES - 1]);
    if (granule > 0n) return (head[5] & END_OF_STREAM) === 0 ? undefined : Number(granule);
    position += HEADER_BYTES + table.length + table.reduce((sum, length) => sum + length, 0);
  }
  return undefined;
}
