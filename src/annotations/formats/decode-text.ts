import { isUtf8 } from 'node:buffer';
import { LabelFileError, placeAt } from './label-file-error.js';

const PRAAT_BINARY = 'ooBinaryFile';

/** Length of the longest start of the bytes that is whole UTF-8, found by halving. */
function soundUtf8(bytes: Uint8Array): number {
  const decodes = (length: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  let sound = 0;
  let broken = bytes.length + 1;
  while (broken - sound > 1) {
    const middle = (sound + broken) >>> 1;
    if (decodes(middle)) sound = middle;
    else broken = middle;
  }
  return sound;
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  const text = new TextDecoder(encoding).decode(bytes);
  const { length } = text;
  if (bytes.length % 2 === 0 && !text.includes('\ufffd')) return text;
  const fault = text.indexOf('\ufffd');
  throw new LabelFileError(placeAt(text, fault === -1 ? length : fault), 'the text is not whole UTF-16');
}

/**
 * The text of a file: UTF-8, with or without a byte order mark, or UTF-16 with one (which Praat writes).
 * @throws LabelFileError at the first character that is neither
 */
export function decodeText(bytes: Uint8Array): string {
  if (new TextDecoder('latin1').decode(bytes.subarray(0, PRAAT_BINARY.length)) === PRAAT_BINARY) {
    const message = 'this is a binary file of Praat; save it there with "Save as text file…".';
    throw new LabelFileError({ line: 1, column: 1 }, message);
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 'utf-16be');
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  const before = new TextDecoder().decode(bytes.subarray(0, soundUtf8(bytes)), { stream: true });
  throw new LabelFileError(placeAt(before, before.length), 'the text is not UTF-8; save the file as UTF-8');
}
