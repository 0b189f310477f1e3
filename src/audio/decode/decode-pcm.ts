import type { FileBytes } from '../format/file-bytes.js';
import type { PcmLayout } from '../pcm/pcm-layout.js';
import type { PcmStream, StartSecond } from './pcm-stream.js';

const BLOCK_BYTES = 512 * 1024;

// eslint-disable-next-line @typescript-eslint/require-await -- reads are synchronous, the interface is not
async function* readBlocks(bytes: FileBytes, layout: PcmLayout, startFrame: number): PcmStream['blocks'] {
  const { format, channels, start, frames } = layout;
  const frameBytes = format.bytesPerSample * channels;
  const blockFrames = Math.max(1, Math.floor(BLOCK_BYTES / frameBytes));
  for (let frame = startFrame; frame < frames; frame += blockFrames) {
    const count = Math.min(blockFrames, frames - frame);
    const block = bytes.read(start + frame * frameBytes, count * frameBytes);
    yield Array.from({ length: channels }, (_, channel) => {
      const samples = new Float32Array(count);
      format.deinterleave(block, channel, channels, samples);
      return samples;
    });
  }
}

/** Reads uncompressed audio; starting in the middle costs nothing. */
export function decodePcm(bytes: FileBytes, layout: PcmLayout, startSecond: StartSecond): PcmStream {
  const { format, sampleRateHz, channels } = layout;
  const blocks = readBlocks(bytes, layout, startSecond * sampleRateHz);
  return { codec: format.codec, sampleRateHz, channels, blocks, close: () => Promise.resolve() };
}
