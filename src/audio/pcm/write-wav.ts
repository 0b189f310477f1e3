import { type FileHandle, open } from 'node:fs/promises';
import type { AudioBlock } from '../audio-source.js';
import { EmptyAudioError } from '../audio-errors.js';
import { bytesPerSample, wavHeader, type WavSampleFormat, type WavShape } from './wav-header.js';

const FULL_SCALE = 2 ** 15;

/**
 * Interleaves a block as the samples of a WAV file. 16-bit samples are rounded and clipped at full scale; audio that came from 16 bits
 * comes out unchanged.
 */
export function encodeSamples(channels: readonly Float32Array[], format: WavSampleFormat): Buffer<ArrayBuffer> {
  const frames = channels[0].length;
  const bytes = Buffer.from(new ArrayBuffer(frames * channels.length * bytesPerSample(format)));
  let position = 0;
  for (let frame = 0; frame < frames; frame++) {
    for (const samples of channels) {
      if (format === 'float32') position = bytes.writeFloatLE(samples[frame], position);
      else {
        const level = Math.round(samples[frame] * FULL_SCALE);
        position = bytes.writeInt16LE(Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, level)), position);
      }
    }
  }
  return bytes;
}

/** A WAV file piece by piece, for answers whose length is known beforehand. */
export async function* encodeWav(blocks: AsyncIterable<AudioBlock>, shape: WavShape): AsyncGenerator<Buffer> {
  yield wavHeader(shape);
  for await (const { channels } of blocks) yield encodeSamples(channels, shape.sampleFormat);
}

/**
 * Writes blocks of any number into a WAV file; its header is filled in at the end.
 * @returns the shape of what was written
 * @throws EmptyAudioError when there is no block, AudioParameterError beyond 4 GiB
 */
export async function writeWav(
  path: string,
  blocks: AsyncIterable<AudioBlock>,
  sampleFormat: WavSampleFormat = 'int16',
): Promise<WavShape> {
  const file: FileHandle = await open(path, 'w');
  try {
    let shape: WavShape | undefined;
    for await (const { channels, sampleRateHz } of blocks) {
      const frames = (shape?.frames ?? 0) + channels[0].length;
      const isFirst = shape === undefined;
      shape = { sampleRateHz, channels: channels.length, frames, sampleFormat };
      const header = wavHeader(shape);
      if (isFirst) await file.appendFile(header);
      await file.appendFile(encodeSamples(channels, sampleFormat));
    }
    if (shape === undefined) throw new EmptyAudioError('There is no audio in this part.');
    await file.write(wavHeader(shape), 0, undefined, 0);
    return shape;
  } finally {
    await file.close();
  }
}
