import { FrameStream } from './frame-stream.js';

function framesOf(
  samples: Float32Array,
  frameLength: number,
  hopLength: number,
  centred: boolean,
  blockSize: number,
): number[][] {
  const frames: number[][] = [];
  const stream = new FrameStream({ frameLength, hopLength, centred }, (values, start) => {
    frames.push([...values.subarray(start, start + frameLength)]);
  });
  for (let start = 0; start < samples.length; start += blockSize) {
    stream.push(samples.subarray(start, start + blockSize));
  }
  stream.flush();
  return frames;
}

const counting = (length: number): Float32Array => Float32Array.from({ length }, (_, index) => index + 1);

describe('FrameStream', () => {
  it('centres frames on multiples of the hop, with zeros around', () => {
    expect(framesOf(counting(5), 4, 2, true, 5)).toEqual([
      [0, 0, 1, 2],
      [1, 2, 3, 4],
      [3, 4, 5, 0],
    ]);
  });

  it('takes whole frames only when not centred', () => {
    expect(framesOf(counting(7), 4, 2, false, 7)).toEqual([
      [1, 2, 3, 4],
      [3, 4, 5, 6],
    ]);
  });

  it.each([
    [20_000, 16, 5],
    [20_000, 1_024, 256],
    [20_000, 64, 3_000],
    [20_000, 64, 9_999],
    [50, 64, 7],
    [1, 64, 7],
  ])('%i samples, frames of %i every %i: the same for every block size', (length, frameLength, hopLength) => {
    const samples = counting(length);
    const whole = framesOf(samples, frameLength, hopLength, true, length);
    expect(whole).toHaveLength(1 + Math.floor(length / hopLength));
    expect(whole[whole.length - 1][frameLength / 2]).toBe(samples[(whole.length - 1) * hopLength] ?? 0);
    for (const blockSize of [1, 77, 8_192, 8_193]) {
      expect(framesOf(samples, frameLength, hopLength, true, blockSize)).toEqual(whole);
    }
  });

  it('gives nothing for nothing', () => {
    expect(framesOf(new Float32Array(0), 4, 2, true, 1)).toEqual([]);
  });

  it('refuses bad lengths', () => {
    const visit = (): void => undefined;
    expect(() => new FrameStream({ frameLength: 0, hopLength: 1 }, visit)).toThrow('frameLength');
    expect(() => new FrameStream({ frameLength: 4, hopLength: 0.5 }, visit)).toThrow('hopLength');
  });
});
