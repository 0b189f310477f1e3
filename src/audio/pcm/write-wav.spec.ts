import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decoded, fixture, sourceAt } from '../../../test/support/decoded.js';
import { TemporaryFiles } from '../../../test/support/temporary-files.js';
import { AudioParameterError, EmptyAudioError } from '../audio-errors.js';
import type { AudioBlock } from '../audio-source.js';
import { decodeAudio } from '../decode/decode-audio.js';
import { wavHeader } from './wav-header.js';
import { encodeWav, writeWav } from './write-wav.js';

const files = new TemporaryFiles();
const target = join(files.directory, 'written.wav');
afterAll(() => files.remove());

// eslint-disable-next-line @typescript-eslint/require-await -- the interface is asynchronous
async function* blocks(...parts: number[][]): AsyncGenerator<AudioBlock> {
  for (const part of parts) yield { channels: [Float32Array.from(part)], sampleRateHz: 8000 };
}

describe('writeWav', () => {
  it('writes 16-bit audio back bit for bit', async () => {
    const shape = await writeWav(target, decodeAudio(sourceAt(fixture('stereo.wav'))));
    expect(shape).toEqual({ sampleRateHz: 22_050, channels: 2, frames: 13_230, sampleFormat: 'int16' });
    expect(readFileSync(target)).toEqual(readFileSync(fixture('stereo.wav')));
  });

  it('keeps float samples beyond full scale, and clips 16-bit ones', async () => {
    await writeWav(target, blocks([0.1, 1.5], [-2]), 'float32');
    expect(Array.from((await decoded(sourceAt(target))).channels[0])).toEqual([0.1, 1.5, -2].map(Math.fround));
    await writeWav(target, blocks([0.1, 1.5], [-2]));
    const { channels } = await decoded(sourceAt(target));
    expect(Array.from(channels[0])).toEqual([3277 / 32_768, 32_767 / 32_768, -1]);
  });

  it('streams the same bytes when the length is known beforehand', async () => {
    const shape = { sampleRateHz: 8000, channels: 1, frames: 3, sampleFormat: 'int16' } as const;
    const pieces: Buffer[] = [];
    for await (const piece of encodeWav(blocks([0.1, 0.2], [0.3]), shape)) pieces.push(piece);
    await writeWav(target, blocks([0.1, 0.2], [0.3]));
    expect(Buffer.concat(pieces)).toEqual(readFileSync(target));
  });

  it('refuses nothing and too much', async () => {
    await expect(writeWav(target, blocks())).rejects.toBeInstanceOf(EmptyAudioError);
    const tooMuch = { sampleRateHz: 48_000, channels: 2, frames: 2 ** 30, sampleFormat: 'int16' } as const;
    expect(() => wavHeader(tooMuch)).toThrow(AudioParameterError);
  });
});
