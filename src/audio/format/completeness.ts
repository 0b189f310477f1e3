import { TruncatedAudioError } from '../audio-errors.js';
import { readFlacHeader } from './codec-header.js';
import type { DetectedFormat } from './detect-format.js';
import { checkMpegCompleteness } from './mpeg-completeness.js';
import { findMpegStream } from './mpeg-stream.js';
import { checkOggCompleteness } from './ogg-completeness.js';

/**
 * Finds out whether a compressed file was cut off, as far as its structure tells: decoders play the rest without a word.
 * Uncompressed formats are checked where their header is read.
 * @returns a check of the number of samples per channel that were decoded in the end
 * @throws TruncatedAudioError
 */
export function checkCompleteness({ format, bytes }: DetectedFormat): (decodedFrames: number) => void {
  if (format.builtIn === 'mp3') {
    const start = findMpegStream(bytes);
    if (start !== undefined) checkMpegCompleteness(bytes, start);
  } else if (format.demuxer === 'ogg') {
    checkOggCompleteness(bytes);
  } else if (format.builtIn === 'flac') {
    const { frames = 0, sampleRateHz } = readFlacHeader(bytes);
    return (decoded) => {
      if (decoded >= frames) return;
      const [has, announced] = [decoded, frames].map((count) => (count / sampleRateHz).toFixed(3));
      throw new TruncatedAudioError(`its header announces ${announced} seconds, ${has} could be decoded`);
    };
  }
  return () => undefined;
}
