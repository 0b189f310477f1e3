/** Mono audio as a speech synthesiser gives it. */
export interface Wave {
  readonly rateHz: number;
  readonly samples: Float32Array;
}

const HEADER_BYTES = 44;

/** Reads a 16-bit mono WAV file whose header is 44 bytes and need not know the length, as synthesisers write to their output. */
export function readWave(bytes: Buffer): Wave {
  const rateHz = bytes.readUInt32LE(24);
  const samples = Float32Array.from({ length: (bytes.length - HEADER_BYTES) >> 1 }, (_, index) => {
    return bytes.readInt16LE(HEADER_BYTES + 2 * index) / 32768;
  });
  return { rateHz, samples };
}
