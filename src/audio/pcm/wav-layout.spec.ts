import { TemporaryFiles } from '../../../test/support/temporary-files.js';
import { chunk, fmtChunk, int16Bytes, riff, wavBytes } from '../../../test/support/wav-bytes.js';
import { EmptyAudioError, TruncatedAudioError, UndecodableAudioError } from '../audio-errors.js';
import { FileBytes } from '../format/file-bytes.js';
import { isCompressed, type PcmLayout } from './pcm-layout.js';
import { readWavLayout } from './wav-layout.js';

const files = new TemporaryFiles();
afterAll(() => files.remove());

const SAMPLES = int16Bytes([1, 2, 3, 4]);

function layout(bytes: Buffer): PcmLayout {
  const file = FileBytes.open(files.write(bytes));
  try {
    const found = readWavLayout(file);
    if (isCompressed(found)) throw new Error(`compressed by ${found.compressedBy}`);
    return found;
  } finally {
    file.close();
  }
}

describe('readWavLayout', () => {
  it('reads chunks in any order, between others, with odd lengths', () => {
    const info = chunk('LIST', Buffer.from('INFOISFTabc', 'latin1'));
    const bext = chunk('bext', Buffer.alloc(603));
    const found = layout(riff([bext, chunk('data', SAMPLES), info, fmtChunk({ channels: 2 })]));
    expect(found).toMatchObject({ channels: 2, frames: 2, sampleRateHz: 16_000, start: 12 + 8 + 604 + 8 });
  });

  it('reads the extensible format', () => {
    const content = Buffer.alloc(40);
    fmtChunk({ formatTag: 0xfffe, bits: 24 }).copy(content, 0, 8);
    content.writeUInt16LE(22, 16);
    content.writeUInt16LE(24, 18);
    content.writeUInt16LE(1, 24);
    const found = layout(riff([chunk('fmt ', content), chunk('data', Buffer.alloc(9))]));
    expect(found).toMatchObject({ frames: 3, format: { codec: 'pcm_s24le' } });
  });

  it.each(['RF64', 'BW64'])('takes the size of %s files from the ds64 chunk', (tag) => {
    const sizes = Buffer.alloc(28);
    sizes.writeBigUInt64LE(BigInt(SAMPLES.length), 8);
    const bytes = riff([chunk('ds64', sizes), fmtChunk({}), chunk('data', SAMPLES, 0xffffffff)], tag, 0xffffffff);
    expect(layout(bytes).frames).toBe(4);
  });

  it('reads to the end what ffmpeg wrote into a pipe', () => {
    const mark = chunk('LIST', Buffer.from('INFOISFT\x0e\0\0\0Lavf59.27.100\0', 'latin1'));
    const bytes = wavBytes({
      data: SAMPLES,
      extraChunks: [mark],
      claimedDataBytes: 0xffffffff,
      claimedRiffBytes: 0xffffffff,
    });
    expect(layout(bytes).frames).toBe(4);
  });

  it('leaves out the rest of an incomplete last sample', () => {
    expect(layout(wavBytes({ data: SAMPLES }).subarray(0, -1)).frames).toBe(3);
    expect(layout(wavBytes({ data: Buffer.alloc(9) })).frames).toBe(4);
  });

  it('reads big-endian files', () => {
    const fmt = fmtChunk({}).subarray(8);
    for (const at of [0, 2, 12, 14]) fmt.subarray(at, at + 2).swap16();
    for (const at of [4, 8]) fmt.subarray(at, at + 4).swap32();
    const swapped = riff([chunk('fmt ', fmt), chunk('data', SAMPLES)], 'RIFX');
    for (const at of [16, 40]) swapped.subarray(at, at + 4).swap32();
    expect(layout(swapped)).toMatchObject({ frames: 4, format: { codec: 'pcm_s16be' } });
  });

  it('refuses files that are cut off, empty or without description', () => {
    const whole = wavBytes({ data: SAMPLES });
    for (const length of [12, 20, 36, 43, 46]) {
      expect(() => layout(whole.subarray(0, length))).toThrow(TruncatedAudioError);
    }
    expect(() => layout(wavBytes({ data: Buffer.alloc(0) }))).toThrow(EmptyAudioError);
    expect(() => layout(wavBytes({ data: Buffer.alloc(1) }))).toThrow(EmptyAudioError);
    expect(() => layout(riff([chunk('data', SAMPLES)]))).toThrow(UndecodableAudioError);
    expect(() => layout(riff([chunk('fmt ', Buffer.alloc(4)), chunk('data', SAMPLES)]))).toThrow(UndecodableAudioError);
  });

  it('gives up on a file of empty chunks', () => {
    expect(() => layout(riff(Array.from({ length: 20_000 }, () => chunk('junk', Buffer.alloc(0)))))).toThrow('chunks');
  });
});
