import { fixture } from '../../../test/support/decoded.js';
import { TemporaryFiles } from '../../../test/support/temporary-files.js';
import { FileBytes } from './file-bytes.js';
import { flacFrameBefore, flacMetadata } from './flac-seek.js';
import { mpegFrameIndex } from './mpeg-frame-index.js';

describe('places to begin decoding', () => {
  const files = new TemporaryFiles();
  afterAll(() => files.remove());

  it('of FLAC lie before the sample, at whole frames', () => {
    const bytes = FileBytes.open(fixture('stereo.flac'));
    expect(flacMetadata(bytes).toString('latin1', 0, 4)).toBe('fLaC');
    for (const sample of [0, 1, 5_000, 100_000]) {
      const frame = flacFrameBefore(bytes, sample)!;
      expect(frame.firstSample).toBeLessThanOrEqual(sample);
      expect(bytes.read(frame.position, 2).readUInt16BE(0) & 0xfffe).toBe(0xfff8);
    }
    bytes.close();
  });

  it('of MP3 leave out the frame without sound', () => {
    const bytes = FileBytes.open(fixture('seven-seconds.mp3'));
    const { information, positions, samplesPerFrame } = mpegFrameIndex(bytes)!;
    expect(information.toString('latin1')).toMatch(/Xing|Info/);
    expect(samplesPerFrame).toBe(576);
    expect(positions.length).toBeGreaterThan(2);
    expect(positions.toSorted((a, b) => a - b)).toEqual(positions);
    expect(mpegFrameIndex(bytes)).toBe(mpegFrameIndex(bytes));
    bytes.close();
  });

  it('are not found in what is neither', () => {
    const path = files.write(Buffer.alloc(5_000, 0x55));
    const bytes = FileBytes.open(path);
    expect(mpegFrameIndex(bytes)).toBeUndefined();
    bytes.close();
  });
});
