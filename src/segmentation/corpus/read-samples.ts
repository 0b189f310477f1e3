import { decodeAudio } from '../../audio/decode/decode-audio.js';

/** All samples of a file as one channel, resampled. */
export async function readSamples(path: string, sampleRateHz: number): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  let length = 0;
  const source = { path, contentType: 'application/octet-stream' };
  for await (const { channels } of decodeAudio(source, { sampleRateHz, channel: 'mono' })) {
    parts.push(channels[0]);
    length += channels[0].length;
  }
  const samples = new Float32Array(length);
  let position = 0;
  for (const part of parts) {
    samples.set(part, position);
    position += part.length;
  }
  return samples;
}
