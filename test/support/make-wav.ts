export interface WavOptions {
  readonly seconds?: number;
  readonly sampleRateHz?: number;
  readonly channels?: number;
  /** Sample of a channel at a frame, -1..1; default: a 440 Hz tone at half scale. */
  readonly sample?: (frame: number, channel: number) => number;
}

/** A 16-bit PCM WAV file. */
export function makeWav({ seconds = 1, sampleRateHz = 22_050, channels = 1, sample }: WavOptions = {}): Buffer {
  const frames = Math.round(seconds * sampleRateHz);
  const tone = (frame: number): number => 0.5 * Math.sin((2 * Math.PI * 440 * frame) / sampleRateHz);
  const data = Buffer.alloc(frames * channels * 2);
  for (let frame = 0; frame < frames; frame++) {
    for (let channel = 0; channel < channels; channel++) {
      const value = Math.max(-1, Math.min(1, (sample ?? tone)(frame, channel)));
      data.writeInt16LE(Math.round(value * 32_767), (frame * channels + channel) * 2);
    }
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRateHz, 24);
  header.writeUInt32LE(sampleRateHz * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

export function fileForm(content: Uint8Array, fileName = 'tone.wav', fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([content]), fileName);
  return form;
}
