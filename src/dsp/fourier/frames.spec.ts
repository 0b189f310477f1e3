import { frameCount, type FramePadding, visitFrames } from './frames.js';
import { FrameStream } from './frame-stream.js';

const counting = (length: number): Float32Array => Float32Array.from({ length }, (_, index) => index + 1);

function framesOf(length: number, frameLength: number, hopLength: number, padding?: FramePadding): number[][] {
  const frames: number[][] = [];
  visitFrames(counting(length), { frameLength, hopLength, padding }, (values, start, frame) => {
    frames[frame] = [...values.subarray(start, start + frameLength)];
  });
  return frames;
}

describe('visitFrames', () => {
  it('pads with zeros, with the mirror image or not at all', () => {
    expect(framesOf(5, 4, 2)).toEqual([
      [0, 0, 1, 2],
      [1, 2, 3, 4],
      [3, 4, 5, 0],
    ]);
    expect(framesOf(5, 4, 2, 'reflect')).toEqual([
      [3, 2, 1, 2],
      [1, 2, 3, 4],
      [3, 4, 5, 4],
    ]);
    expect(framesOf(5, 4, 2, 'none')).toEqual([[1, 2, 3, 4]]);
  });

  it.each([
    [1_000, 64, 16],
    [1_000, 25, 10],
    [100, 256, 32],
    [1, 64, 7],
    [50, 8, 20],
  ])('cuts %i samples into frames of %i every %i as a stream does', (length, frameLength, hopLength) => {
    const streamed: number[][] = [];
    const stream = new FrameStream({ frameLength, hopLength }, (values, start) => {
      streamed.push([...values.subarray(start, start + frameLength)]);
    });
    stream.push(counting(length));
    stream.flush();
    expect(framesOf(length, frameLength, hopLength)).toEqual(streamed);
  });

  it('mirrors a signal that is shorter than the frame as often as needed', () => {
    expect(framesOf(2, 6, 6, 'reflect')).toEqual([[2, 1, 2, 1, 2, 1]]);
    expect(framesOf(1, 4, 4, 'reflect')).toEqual([[1, 1, 1, 1]]);
  });

  it('gives nothing for nothing, and no part of a frame', () => {
    expect(framesOf(0, 4, 2)).toEqual([]);
    expect(framesOf(3, 4, 2, 'none')).toEqual([]);
    expect(frameCount(0, { frameLength: 4, hopLength: 2 })).toBe(0);
  });

  it('refuses what cannot be', () => {
    expect(() => framesOf(5, 0, 1)).toThrow('frameLength');
    expect(() => framesOf(5, 4, Number.NaN)).toThrow('hopLength');
    expect(() => framesOf(5, 4, 1, 'wrap' as 'zero')).toThrow('padding');
    expect(() => visitFrames([1] as unknown as Float32Array, { frameLength: 4, hopLength: 2 }, () => 0)).toThrow(
      'samples',
    );
  });
});
