import { resolve } from 'node:path';
import type { AudioSource, DecodeOptions } from '../../src/audio/audio-source.js';
import { decodeAudio } from '../../src/audio/decode/decode-audio.js';

export interface Decoded {
  readonly sampleRateHz: number;
  readonly channels: Float32Array[];
}

export const fixture = (name: string): string => resolve('test/fixtures/audio', name);

export const sourceAt = (path: string, ffmpegPath?: string | null): AudioSource => ({
  path,
  contentType: 'application/octet-stream',
  ffmpegPath,
});

/** Everything that `decodeAudio` gives, in one piece. */
export async function decoded(source: AudioSource, options: DecodeOptions = {}): Promise<Decoded> {
  const parts: Float32Array[][] = [];
  let sampleRateHz = 0;
  for await (const block of decodeAudio(source, options)) {
    sampleRateHz = block.sampleRateHz;
    block.channels.forEach((samples, channel) => (parts[channel] ??= []).push(samples));
  }
  const channels = parts.map((pieces) => {
    const samples = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let position = 0;
    for (const piece of pieces) {
      samples.set(piece, position);
      position += piece.length;
    }
    return samples;
  });
  return { sampleRateHz, channels };
}

/** Greatest difference of two signals of one length. */
export function greatestDifference(one: Float32Array, other: Float32Array): number {
  if (one.length !== other.length) throw new Error(`The lengths ${one.length} and ${other.length} differ.`);
  return one.reduce((worst, sample, index) => Math.max(worst, Math.abs(sample - other[index])), 0);
}
