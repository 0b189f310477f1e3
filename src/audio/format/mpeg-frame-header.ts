const BITRATES_KBPS: Readonly<Record<string, readonly number[]>> = {
  '1-1': [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1-2': [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1-3': [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2-1': [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2-2': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  '2-3': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const SAMPLE_RATES_HZ: readonly number[] = [44_100, 48_000, 32_000];

/** First four bytes of an MPEG audio frame. */
export interface MpegFrameHeader {
  /** 1, 2 or 2.5. */
  readonly version: 1 | 2 | 2.5;
  readonly layer: 1 | 2 | 3;
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
  /** Length of the whole frame in bytes. */
  readonly bytes: number;
  /** Samples per channel in the frame. */
  readonly samples: number;
}

export const MPEG_HEADER_BYTES = 4;

/**
 * Reads a frame header (ISO/IEC 11172-3 section 2.4.1.3, 13818-3 and the MPEG 2.5 extension).
 * @returns undefined where there is none; frames of the free format, whose length is not in the header, count as none
 */
export function readMpegFrameHeader(bytes: Uint8Array, at: number): MpegFrameHeader | undefined {
  if (at + MPEG_HEADER_BYTES > bytes.length || bytes[at] !== 0xff || (bytes[at + 1] & 0xe0) !== 0xe0) return undefined;
  const versionBits = (bytes[at + 1] >> 3) & 3;
  const layerBits = (bytes[at + 1] >> 1) & 3;
  const bitrateIndex = bytes[at + 2] >> 4;
  const rateIndex = (bytes[at + 2] >> 2) & 3;
  if (versionBits === 1 || layerBits === 0 || bitrateIndex === 0 || bitrateIndex === 15 || rateIndex === 3) {
    return undefined;
  }
  const version = versionBits === 3 ? 1 : versionBits === 2 ? 2 : 2.5;
  const layer = (4 - layerBits) as 1 | 2 | 3;
  const bitrate = BITRATES_KBPS[`${version === 1 ? 1 : 2}-${layer}`][bitrateIndex - 1] * 1000;
  const sampleRateHz = SAMPLE_RATES_HZ[rateIndex] / (version === 1 ? 1 : version === 2 ? 2 : 4);
  const padding = (bytes[at + 2] >> 1) & 1;
  const samples = layer === 1 ? 384 : layer === 3 && version !== 1 ? 576 : 1152;
  const slot = layer === 1 ? 4 : 1;
  return {
    version,
    layer,
    sampleRateHz,
    channels: bytes[at + 3] >> 6 === 3 ? 1 : 2,
    bytes: (Math.floor((samples / 8 / slot) * (bitrate / sampleRateHz)) + padding) * slot,
    samples,
  };
}

/** Whether two frames can belong to one stream. */
export const isSameMpegStream = (one: MpegFrameHeader, other: MpegFrameHeader): boolean =>
  one.version === other.version && one.layer === other.layer && one.sampleRateHz === other.sampleRateHz;
