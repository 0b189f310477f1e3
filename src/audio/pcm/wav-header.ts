import { AudioParameterError } from '../audio-errors.js';

export type WavSampleFormat = 'int16' | 'float32';

export interface WavShape {
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Samples per channel. */
  readonly frames: number;
  readonly sampleFormat: WavSampleFormat;
}

const LARGEST_RIFF = 0xffffffff;
const PCM = 1;
const IEEE_FLOAT = 3;

export const bytesPerSample = (format: WavSampleFormat): number => (format === 'int16' ? 2 : 4);

/**
 * The 44 bytes before the samples of a WAV file.
 * @throws AudioParameterError beyond the 4 GiB that the format can hold
 */
export function wavHeader({ sampleRateHz, channels, frames, sampleFormat }: WavShape): Buffer {
  const frameBytes = channels * bytesPerSample(sampleFormat);
  const dataBytes = frames * frameBytes;
  const header = Buffer.alloc(44);
  if (dataBytes + header.length > LARGEST_RIFF) {
    throw new AudioParameterError('A WAV file cannot be larger than 4 GiB; ask for a shorter part.');
  }
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(dataBytes + header.length - 8, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(sampleFormat === 'int16' ? PCM : IEEE_FLOAT, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRateHz, 24);
  header.writeUInt32LE(sampleRateHz * frameBytes, 28);
  header.writeUInt16LE(frameBytes, 32);
  header.writeUInt16LE(8 * bytesPerSample(sampleFormat), 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
