import { UndecodableAudioError } from '../audio-errors.js';

const LONGEST_HEADER = 4096;

/** What ffmpeg's WAV header on standard output says, and the samples that came with it. */
export interface WavOutputStart {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly rest: Buffer;
}

/** Finds the end of the header in the bytes so far; undefined: more are needed. */
export function parseWavOutput(head: Buffer): WavOutputStart | undefined {
  let sampleRateHz = 0;
  let channels = 0;
  for (let position = 12; position + 8 <= head.length;) {
    const id = head.toString('latin1', position, position + 4);
    const start = position + 8;
    if (id === 'data') return { sampleRateHz, channels, rest: head.subarray(start) };
    if (id === 'fmt ' && start + 16 <= head.length) {
      channels = head.readUInt16LE(start + 2);
      sampleRateHz = head.readUInt32LE(start + 4);
    }
    position = start + head.readUInt32LE(position + 4);
  }
  if (head.length > LONGEST_HEADER) throw new UndecodableAudioError('ffmpeg answered in an unknown format');
  return undefined;
}
