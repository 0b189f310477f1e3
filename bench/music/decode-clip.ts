import { extname } from 'node:path';
import { decodeAudio } from '../../src/audio/decode/decode-audio.js';
import { MUSIC_RATE_HZ } from '../../src/music-tags/music-analyser.js';

const TYPES: Readonly<Record<string, string>> = {
  '.flac': 'audio/flac',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
};

/** One channel of a file at the rate that music is analysed at. */
export async function decodeClip(file: URL): Promise<Float32Array> {
  const source = { path: file.pathname, contentType: TYPES[extname(file.pathname)] };
  const blocks: Float32Array[] = [];
  for await (const block of decodeAudio(source, { sampleRateHz: MUSIC_RATE_HZ, channel: 'mono' })) {
    blocks.push(block.channels[0]);
  }
  const samples = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let position = 0;
  for (const block of blocks) {
    samples.set(block, position);
    position += block.length;
  }
  return samples;
}
