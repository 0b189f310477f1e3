import { A_LAW, MU_LAW } from './g711.js';

/** Turns `frames · channels` interleaved samples that start at `offset` into one array a channel. */
type Deinterleave = (bytes: Buffer, channel: number, channels: number, output: Float32Array) => void;

/** How single samples lie in the bytes. */
export interface SampleFormat {
  /** As ffmpeg calls it: `pcm_s16le`. */
  readonly codec: string;
  readonly bytesPerSample: number;
  readonly deinterleave: Deinterleave;
}

function perSample(width: number, read: (bytes: Buffer, at: number) => number): Deinterleave {
  return (bytes, channel, channels, output) => {
    const stride = width * channels;
    for (let frame = 0, at = channel * width; frame < output.length; frame++, at += stride) {
      output[frame] = read(bytes, at);
    }
  };
}

const isLittleEndianHost = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The common formats through typed arrays where the host's byte order and the alignment allow it: several times as fast. */
function viewed<View extends Int16Array | Float32Array | Int32Array>(
  type: new (buffer: ArrayBufferLike, offset: number, length: number) => View,
  width: number,
  scale: number,
  fallback: Deinterleave,
): Deinterleave {
  return (bytes, channel, channels, output) => {
    if (!isLittleEndianHost || bytes.byteOffset % width !== 0) return fallback(bytes, channel, channels, output);
    const samples = new type(bytes.buffer, bytes.byteOffset, output.length * channels);
    for (let frame = 0, at = channel; frame < output.length; frame++, at += channels) {
      output[frame] = samples[at] * scale;
    }
  };
}

const from16 = 1 / 2 ** 15;
const from24 = 1 / 2 ** 23;
const from32 = 1 / 2 ** 31;

const formats: readonly SampleFormat[] = [
  { codec: 'pcm_u8', bytesPerSample: 1, deinterleave: perSample(1, (bytes, at) => (bytes[at] - 128) / 128) },
  { codec: 'pcm_s8', bytesPerSample: 1, deinterleave: perSample(1, (bytes, at) => bytes.readInt8(at) / 128) },
  {
    codec: 'pcm_s16le',
    bytesPerSample: 2,
    deinterleave: viewed(
      Int16Array,
      2,
      from16,
      perSample(2, (bytes, at) => bytes.readInt16LE(at) * from16),
    ),
  },
  { codec: 'pcm_s16be', bytesPerSample: 2, deinterleave: perSample(2, (bytes, at) => bytes.readInt16BE(at) * from16) },
  { codec: 'pcm_s24le', bytesPerSample: 3, deinterleave: perSample(3, (bytes, at) => bytes.readIntLE(at, 3) * from24) },
  { codec: 'pcm_s24be', bytesPerSample: 3, deinterleave: perSample(3, (bytes, at) => bytes.readIntBE(at, 3) * from24) },
  {
    codec: 'pcm_s32le',
    bytesPerSample: 4,
    deinterleave: viewed(
      Int32Array,
      4,
      from32,
      perSample(4, (bytes, at) => bytes.readInt32LE(at) * from32),
    ),
  },
  { codec: 'pcm_s32be', bytesPerSample: 4, deinterleave: perSample(4, (bytes, at) => bytes.readInt32BE(at) * from32) },
  {
    codec: 'pcm_f32le',
    bytesPerSample: 4,
    deinterleave: viewed(
      Float32Array,
      4,
      1,
      perSample(4, (bytes, at) => bytes.readFloatLE(at)),
    ),
  },
  { codec: 'pcm_f32be', bytesPerSample: 4, deinterleave: perSample(4, (bytes, at) => bytes.readFloatBE(at)) },
  { codec: 'pcm_f64le', bytesPerSample: 8, deinterleave: perSample(8, (bytes, at) => bytes.readDoubleLE(at)) },
  { codec: 'pcm_f64be', bytesPerSample: 8, deinterleave: perSample(8, (bytes, at) => bytes.readDoubleBE(at)) },
  { codec: 'pcm_alaw', bytesPerSample: 1, deinterleave: perSample(1, (bytes, at) => A_LAW[bytes[at]]) },
  { codec: 'pcm_mulaw', bytesPerSample: 1, deinterleave: perSample(1, (bytes, at) => MU_LAW[bytes[at]]) },
];

/** @param codec as ffmpeg calls it; undefined for what needs a real decoder */
export const sampleFormat = (codec: string): SampleFormat | undefined =>
  formats.find((format) => format.codec === codec);
