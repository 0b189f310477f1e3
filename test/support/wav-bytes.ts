/** How a test's WAV file deviates from a plain one. */
export interface WavBytesOptions {
  readonly sampleRateHz?: number;
  readonly channels?: number;
  /** Content of the data chunk. */
  readonly data: Buffer;
  readonly formatTag?: number;
  readonly bits?: number;
  /** What the header says about the sizes; default: the truth. */
  readonly claimedDataBytes?: number;
  readonly claimedRiffBytes?: number;
  /** Chunks between `fmt ` and `data`. */
  readonly extraChunks?: readonly Buffer[];
}

export function chunk(id: string, content: Buffer, claimedBytes = content.length): Buffer {
  const header = Buffer.alloc(8);
  header.write(id, 0, 'latin1');
  header.writeUInt32LE(claimedBytes, 4);
  return Buffer.concat([header, content, Buffer.alloc(content.length % 2)]);
}

export function fmtChunk({
  sampleRateHz = 16_000,
  channels = 1,
  formatTag = 1,
  bits = 16,
}: Partial<WavBytesOptions>): Buffer {
  const content = Buffer.alloc(16);
  const frameBytes = (channels * bits) / 8;
  content.writeUInt16LE(formatTag, 0);
  content.writeUInt16LE(channels, 2);
  content.writeUInt32LE(sampleRateHz, 4);
  content.writeUInt32LE((sampleRateHz * frameBytes) % 2 ** 32, 8);
  content.writeUInt16LE(frameBytes & 0xffff, 12);
  content.writeUInt16LE(bits, 14);
  return chunk('fmt ', content);
}

export function riff(chunks: readonly Buffer[], tag = 'RIFF', claimedBytes?: number): Buffer {
  const body = Buffer.concat([Buffer.from('WAVE', 'latin1'), ...chunks]);
  const header = Buffer.alloc(8);
  header.write(tag, 0, 'latin1');
  header.writeUInt32LE(claimedBytes ?? body.length, 4);
  return Buffer.concat([header, body]);
}

/** Bytes of a WAV file as a test wants it, right or wrong. */
export function wavBytes(options: WavBytesOptions): Buffer {
  const { data, claimedDataBytes, claimedRiffBytes, extraChunks = [] } = options;
  return riff([fmtChunk(options), ...extraChunks, chunk('data', data, claimedDataBytes)], 'RIFF', claimedRiffBytes);
}

/** 16-bit samples as bytes. */
export function int16Bytes(samples: ArrayLike<number>): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  for (let index = 0; index < samples.length; index++) bytes.writeInt16LE(samples[index], 2 * index);
  return bytes;
}

/** A tone of `frames` samples for each channel, a different frequency each, interleaved, -32768..32767. */
export function tone(frames: number, channels = 1, sampleRateHz = 16_000): Int16Array {
  return Int16Array.from({ length: frames * channels }, (_, index) => {
    const frequency = 200 + 100 * (index % channels);
    return Math.round(10_000 * Math.sin((2 * Math.PI * frequency * Math.floor(index / channels)) / sampleRateHz));
  });
}
