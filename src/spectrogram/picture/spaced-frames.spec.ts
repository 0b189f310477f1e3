import { SpacedFrames } from './spaced-frames.js';

const ramp = Float32Array.from({ length: 100_000 }, (_, index) => index + 1);

/** The frames, pushed in blocks of one size. */
function framesOf(
  options: { length: number; count: number; startOf: (frame: number) => number; origin: number },
  block: number,
) {
  const seen: number[][] = [];
  const frames = new SpacedFrames(options, (samples, start, frame) => {
    seen[frame] = [...samples.subarray(start, start + options.length)];
  });
  for (let at = 0; at < ramp.length; at += block) frames.push(ramp.subarray(at, at + block));
  frames.finish();
  return seen;
}

const at = (position: number): number => (position >= 0 && position < ramp.length ? position + 1 : 0);

describe('SpacedFrames', () => {
  it.each([
    ['overlapping', 8, (frame: number) => 3 * frame - 4, 0],
    ['far apart', 5, (frame: number) => 30_000 * frame, 0],
    ['of fractional spacing', 7, (frame: number) => Math.floor(0.3 * frame), 0],
    ['before the stream', 4, (frame: number) => 2 * frame - 40_000, 0],
    ['behind an early begin', 6, (frame: number) => 5 * frame, -100],
  ])('sees frames %s, however the stream is cut', (_, length, startOf, origin) => {
    const options = { length, count: 40, startOf, origin };
    const whole = framesOf(options, ramp.length);
    whole.forEach((frame, number) => {
      expect(frame).toEqual(Array.from({ length }, (_value, index) => at(startOf(number) + index - origin)));
    });
    for (const block of [1_000, 33_333]) expect(framesOf(options, block)).toEqual(whole);
  });

  it('does not visit what lies behind the end', () => {
    expect(framesOf({ length: 4, count: 1_000, startOf: (frame) => 1_000 * frame, origin: 0 }, 5_000)).toHaveLength(
      100,
    );
  });
});
