import { FIRST_BLOCK_FRAMES, MOST_BLOCKS, PeakAccumulator } from './peak-accumulator.js';
import { channelRange, decodeChannel, decodePeaksHeader, encodePeaks } from './peaks.js';
import { envelope, summarize } from './summarize.js';

function noise(length: number): Float32Array {
  let random = 1;
  return Float32Array.from({ length }, () => {
    random = (random * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return random / 2 ** 31 - 1;
  });
}

describe('PeakAccumulator', () => {
  it('gives smallest and greatest sample of each block, however the stream is cut', () => {
    const samples = noise(1000);
    for (const size of [1, 7, 256, 1000]) {
      const peaks = new PeakAccumulator(2, 8000);
      for (let start = 0; start < samples.length; start += size) {
        const block = samples.subarray(start, start + size);
        peaks.push([block, block.map((sample) => -sample)]);
      }
      const { frames, blockFrames, channels } = peaks.finish();
      expect([frames, blockFrames]).toEqual([1000, FIRST_BLOCK_FRAMES]);
      for (let block = 0; block < 4; block++) {
        const part = samples.subarray(256 * block, 256 * (block + 1));
        expect(channels[0].min[block]).toBe(Math.min(...part));
        expect(channels[1].min[block]).toBe(-Math.max(...part));
        expect(channels[0].max[block]).toBe(Math.max(...part));
      }
      expect(channels[0].min).toHaveLength(4);
    }
  });

  it('keeps its memory by merging blocks', () => {
    const peaks = new PeakAccumulator(1, 8000);
    const second = noise(FIRST_BLOCK_FRAMES * 1024);
    const times = (2.5 * MOST_BLOCKS) / 1024;
    for (let count = 0; count < times; count++) {
      second[5] = count;
      peaks.push([second]);
    }
    const { blockFrames, channels, frames } = peaks.finish();
    expect(blockFrames).toBe(4 * FIRST_BLOCK_FRAMES);
    expect(frames).toBe(times * second.length);
    expect(channels[0].max).toHaveLength(frames / blockFrames);
    expect(channels[0].max[(100 * second.length) / blockFrames]).toBe(100);
  });
});

describe('peaks file', () => {
  it('comes back as it was written', () => {
    const accumulator = new PeakAccumulator(3, 44_100);
    accumulator.push([noise(5000), noise(5000).reverse(), new Float32Array(5000)]);
    const peaks = accumulator.finish();
    const bytes = encodePeaks(peaks);
    const header = decodePeaksHeader(bytes);
    expect(header).toEqual({ sampleRateHz: 44_100, frames: 5000, blockFrames: 256, channelCount: 3, blocks: 20 });
    peaks.channels.forEach((channel, index) => {
      const { start, end } = channelRange(header, index);
      expect(decodeChannel(bytes.subarray(start, end + 1))).toEqual(channel);
    });
    expect(() => decodePeaksHeader(Buffer.from('something else that is long enough'))).toThrow('peaks file');
  });
});

describe('summarize', () => {
  it('counts each block once', () => {
    const min = Float32Array.from({ length: 10 }, (_, index) => -index);
    const max = Float32Array.from({ length: 10 }, (_, index) => index);
    const summary = summarize({ min, max }, 3);
    expect(Array.from(summary.min)).toEqual([-2, -5, -9]);
    expect(Array.from(summary.max)).toEqual([2, 5, 9]);
  });

  it('encloses several channels', () => {
    const one = { min: Float32Array.of(-1, -2), max: Float32Array.of(1, 5) };
    const other = { min: Float32Array.of(-3, 0), max: Float32Array.of(0, 6) };
    expect(envelope(one, other)).toEqual({ min: Float32Array.of(-3, -2), max: Float32Array.of(1, 6) });
  });
});
