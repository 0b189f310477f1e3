import { decodeAudio } from '../../../../src/audio/decode/decode-audio.js';
import { WHISPER_RATE_HZ } from '../../../../src/dsp/index.js';

/** One channel of a file at 16 kHz, without starting a program. */
export async function readSamples(path: string, durationSeconds?: number): Promise<Float32Array> {
  const source = { path, contentType: 'application/octet-stream', ffmpegPath: null };
  const blocks: Float32Array[] = [];
  const options = { sampleRateHz: WHISPER_RATE_HZ, channel: 'mono', durationSeconds } as const;
  for await (const block of decodeAudio(source, options)) blocks.push(block.channels[0]);
  const samples = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let position = 0;
  for (const block of blocks) {
    samples.set(block, position);
    position += block.length;
  }
  return samples;
}
