import { OverlapAdd } from './overlap-add.js';
import { stft } from './stft.js';
import { windowFunction } from './window-functions.js';

const FRAME = 64;
const samples = Float32Array.from({ length: 500 }, (_, index) => Math.sin(index * index * 0.01) + 0.3);

/** The signal that belongs to a transform, each of whose frames is multiplied by a gain. */
function resynthesised(hopLength: number, gain: (frame: number) => number): Float32Array {
  const { frames, bins, real, imaginary } = stft(samples, { fftLength: FRAME, hopLength });
  const sum = new OverlapAdd(samples.length, windowFunction('hann', FRAME), hopLength);
  for (let frame = 0; frame < frames; frame++) {
    const part = (values: Float32Array): Float64Array =>
      Float64Array.from(values.subarray(frame * bins, (frame + 1) * bins), (value) => gain(frame) * value);
    sum.add(frame, part(real), part(imaginary));
  }
  return sum.finish();
}

const worst = (values: Float32Array, expected: (index: number) => number): number =>
  values.reduce((most, value, index) => Math.max(most, Math.abs(value - expected(index))), 0);

describe('OverlapAdd', () => {
  it.each([8, 16, 23, 32])('undoes the transform with a hop of %i', (hopLength) => {
    const result = resynthesised(hopLength, () => 1);
    expect(result).toHaveLength(500);
    expect(worst(result, (index) => samples[index])).toBeLessThan(1e-5);
  });

  it('weighs frames that disagree by the squares of their windows', () => {
    const result = resynthesised(32, (frame) => (frame === 5 ? 2 : 1));
    // Sample 160 is the middle of frame 5 and the end of its neighbours; 176 lies half-way to frame 6.
    expect(result[160]).toBeCloseTo(2 * samples[160], 4);
    expect(result[176]).toBeCloseTo(1.5 * samples[176], 4);
    expect(result[224]).toBeCloseTo(samples[224], 4);
  });

  it('is zero where there are no frames', () => {
    expect(new OverlapAdd(10, windowFunction('hann', FRAME), 16).finish()).toEqual(new Float32Array(10));
  });
});
