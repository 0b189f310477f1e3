import { harmonicPercussiveMasks, type HarmonicPercussiveOptions } from './harmonic-percussive-masks.js';
import { separateHarmonicPercussive, type SeparationOptions } from './harmonic-percussive.js';
import type { Spectrogram } from '../fourier/spectrogram.js';

const SIZE = 9;
/** A cross: a tone in bin 4 and a stroke in frame 4. */
const cross: Spectrogram = {
  frames: SIZE,
  bins: SIZE,
  data: Float32Array.from({ length: SIZE * SIZE }, (_, index) => {
    const isTone = index % SIZE === 4;
    const isStroke = Math.floor(index / SIZE) === 4;
    return (isTone ? 3 : 0) + (isStroke ? 1 : 0);
  }),
};
const LENGTHS = { harmonicLength: 5, percussiveLength: 5 };
const at = (values: Float32Array, frame: number, bin: number): number => values[frame * SIZE + bin];

describe('harmonicPercussiveMasks', () => {
  it('parts tones from strokes', () => {
    const { harmonic, percussive } = harmonicPercussiveMasks(cross, LENGTHS);
    expect([at(harmonic, 1, 4), at(percussive, 1, 4)]).toEqual([1, 0]);
    expect([at(harmonic, 4, 1), at(percussive, 4, 1)]).toEqual([0, 1]);
    // Where they cross, the medians are 3 and 1: 9 parts to 1.
    expect(at(harmonic, 4, 4)).toBeCloseTo(0.9, 6);
    expect(at(percussive, 4, 4)).toBeCloseTo(0.1, 6);
    expect([at(harmonic, 0, 0), at(percussive, 0, 0)]).toEqual([0.5, 0.5]);
  });

  it('takes other powers', () => {
    expect(at(harmonicPercussiveMasks(cross, { ...LENGTHS, power: 1 }).harmonic, 4, 4)).toBeCloseTo(0.75, 6);
  });

  it('leaves to neither what does not exceed the margins', () => {
    const { harmonic, percussive } = harmonicPercussiveMasks(cross, {
      ...LENGTHS,
      harmonicMargin: 3,
      percussiveMargin: 2,
    });
    expect(at(harmonic, 4, 4)).toBeCloseTo(0.5, 6);
    expect(at(percussive, 4, 4)).toBeCloseTo(1 / 37, 6);
    expect([at(harmonic, 0, 0), at(percussive, 0, 0)]).toEqual([0, 0]);
  });

  it('does not depend on gain', () => {
    const { harmonic } = harmonicPercussiveMasks(cross, LENGTHS);
    const quiet = { ...cross, data: cross.data.map((value) => value * 2 ** -20) };
    expect(harmonicPercussiveMasks(quiet, LENGTHS).harmonic).toEqual(harmonic);
  });

  it('takes no frames', () => {
    expect(harmonicPercussiveMasks({ frames: 0, bins: 5, data: new Float32Array(0) }).harmonic).toHaveLength(0);
  });

  it.each<[string, HarmonicPercussiveOptions]>([
    ['harmonicLength', { harmonicLength: 30 }],
    ['percussiveLength', { percussiveLength: 0 }],
    ['power', { power: 0 }],
    ['harmonicMargin', { harmonicMargin: 0.5 }],
    ['percussiveMargin', { percussiveMargin: Number.NaN }],
  ])('refuses a bad %s', (argument, options) => {
    expect(() => harmonicPercussiveMasks(cross, options)).toThrow(argument);
    expect(() => separateHarmonicPercussive(new Float32Array(9), options)).toThrow(argument);
  });

  it('refuses NaN', () => {
    expect(() => harmonicPercussiveMasks({ frames: 1, bins: 1, data: Float32Array.of(Number.NaN) })).toThrow('data[0]');
  });
});

describe('separateHarmonicPercussive', () => {
  const OPTIONS: SeparationOptions = { fftLength: 512 };
  const LENGTH = 40_000;
  const tone = Float32Array.from({ length: LENGTH }, (_, index) => 0.3 * Math.sin(index * 0.5));
  const clicks = new Float32Array(LENGTH);
  for (let place = 3_000; place < LENGTH; place += 6_000) clicks[place] = 1;
  const mixed = tone.map((value, index) => value + clicks[index]);
  const energy = (values: Float32Array): number => values.reduce((sum, value) => sum + value * value, 0);
  const largest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const difference = (a: Float32Array, b: Float32Array): Float32Array => a.map((value, index) => value - b[index]);

  it('finds the tone and the clicks again, over all runs of frames', () => {
    const { harmonic, percussive } = separateHarmonicPercussive(mixed, OPTIONS);
    expect(energy(difference(harmonic, tone))).toBeLessThan(0.02 * energy(tone));
    expect(energy(difference(percussive, clicks).subarray(1_000, 39_000))).toBeLessThan(0.2 * energy(clicks));
  });

  it('gives parts that add up to the signal', () => {
    const { harmonic, percussive } = separateHarmonicPercussive(mixed, OPTIONS);
    const sum = harmonic.map((value, index) => value + percussive[index]);
    expect(largest(difference(sum, mixed))).toBeLessThan(1e-5);
  });

  it('scales with the signal', () => {
    const { harmonic } = separateHarmonicPercussive(mixed, OPTIONS);
    const loud = separateHarmonicPercussive(
      mixed.map((value) => 4 * value),
      OPTIONS,
    );
    expect(
      largest(
        difference(
          loud.harmonic,
          harmonic.map((value) => 4 * value),
        ),
      ),
    ).toBeLessThan(1e-4);
  });

  it('takes silence, nothing and a single sample', () => {
    const silence = separateHarmonicPercussive(new Float32Array(3_000));
    expect([...silence.harmonic, ...silence.percussive].every((value) => value === 0)).toBe(true);
    expect(separateHarmonicPercussive(new Float32Array(0)).harmonic).toHaveLength(0);
    const { harmonic, percussive } = separateHarmonicPercussive(Float32Array.of(1));
    expect(harmonic[0] + percussive[0]).toBeCloseTo(1, 6);
  });

  it('refuses NaN and bad lengths', () => {
    expect(() => separateHarmonicPercussive(Float32Array.of(Number.NaN))).toThrow('samples[0]');
    expect(() => separateHarmonicPercussive(mixed, { fftLength: 30 })).toThrow('fftLength');
    expect(() => separateHarmonicPercussive(mixed, { fftLength: 512, hopLength: 300 })).toThrow('hopLength');
    expect(() => separateHarmonicPercussive(mixed, { hopLength: 0 })).toThrow('hopLength');
  });
});
