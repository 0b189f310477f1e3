import { deltas } from './deltas.js';
import type { Spectrogram } from '../fourier/spectrogram.js';

const features = (frames: number, ...bins: ((frame: number) => number)[]): Spectrogram => ({
  frames,
  bins: bins.length,
  data: Float32Array.from({ length: frames * bins.length }, (_, index) =>
    bins[index % bins.length](Math.floor(index / bins.length)),
  ),
});
const rounded = ({ data }: Spectrogram): number[] => [...data].map((value) => Math.round(value * 1e4) / 1e4 + 0);

describe('deltas', () => {
  it('are the slopes of straight lines, up to the ends', () => {
    const lines = features(
      9,
      (frame) => 2 * frame + 7,
      () => 5,
    );
    expect(rounded(deltas(lines))).toEqual(Array.from({ length: 9 }, () => [2, 0]).flat());
  });

  it('weigh frames by their distance', () => {
    // (-1 · 1 + 0 · 2 + 1 · 6) / 2, and the first and last runs of three at the ends.
    expect(
      rounded(
        deltas(
          features(4, (frame) => [1, 2, 6, 6][frame]),
          { width: 3 },
        ),
      ),
    ).toEqual([2.5, 2.5, 2, 2]);
  });

  it('of order 2 are the curvature of parabolas', () => {
    const parabola = features(11, (frame) => 1.5 * frame * frame - 4 * frame + 1);
    expect(rounded(deltas(parabola, { order: 2, width: 5 }))).toEqual(new Array(11).fill(3));
  });

  it('are linear', () => {
    const wave = features(30, (frame) => Math.sin(frame));
    const scaled = { ...wave, data: wave.data.map((value) => -4 * value + 3) };
    const [once, other] = [deltas(wave), deltas(scaled)];
    other.data.forEach((value, index) => {
      expect(value).toBeCloseTo(-4 * once.data[index], 5);
    });
  });

  it('take no frames, and refuse too few, NaN and bad options', () => {
    expect(deltas(features(0, () => 0)).data).toHaveLength(0);
    const short = features(5, (frame) => frame);
    expect(() => deltas(short)).toThrow('width must be at most the number of frames (5), but is 9.');
    expect(() => deltas(short, { width: 4 })).toThrow('width');
    expect(() => deltas(short, { width: 3, order: 3 as 2 })).toThrow('order');
    expect(() =>
      deltas(
        features(5, () => Number.NaN),
        { width: 3 },
      ),
    ).toThrow('features.data[0]');
    expect(() => deltas({ ...short, bins: 2 }, { width: 3 })).toThrow('features.data');
  });
});
