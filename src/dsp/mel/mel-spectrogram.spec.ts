import { powerToDb } from '../levels/decibels.js';
import { logMelSpectrogram } from './log-mel-spectrogram.js';
import { melFilterBank } from './mel-filter-bank.js';
import { MelStream, melSpectrogram } from './mel-spectrogram.js';
import { mfcc } from './mfcc.js';
import { magnitudeSpectrogram } from '../fourier/spectrogram.js';
import { whisperLogMel } from './whisper-log-mel.js';

const OPTIONS = { sampleRateHz: 16_000, fftLength: 512, hopLength: 128, bands: 40 };
const chirp = (length: number): Float32Array =>
  Float32Array.from({ length }, (_, index) => Math.sin(index * (0.05 + index * 0.00002)));
/** In all bands, so that none lies near the rounding errors. */
const noise = (length: number): Float32Array =>
  Float32Array.from({ length }, (_, index) => Math.sin(index * index * 12.9898));
const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, index) => Math.max(most, Math.abs(value - b[index])), 0);

describe('melSpectrogram', () => {
  it('scales with the square of the signal, its magnitudes with the signal', () => {
    const samples = chirp(4_000);
    const twice = samples.map((value) => 2 * value);
    expect(melSpectrogram(twice, OPTIONS).data).toEqual(
      melSpectrogram(samples, OPTIONS).data.map((value) => 4 * value),
    );
    const options = { ...OPTIONS, quantity: 'magnitude' } as const;
    expect(melSpectrogram(twice, options).data).toEqual(
      melSpectrogram(samples, options).data.map((value) => 2 * value),
    );
  });

  it('adds up magnitudes with the same bank', () => {
    const samples = chirp(1_000);
    const magnitudes = magnitudeSpectrogram(samples, OPTIONS);
    const expected = new Float32Array(magnitudes.frames * 40);
    const bank = melFilterBank(OPTIONS);
    for (let frame = 0; frame < magnitudes.frames; frame++) {
      bank.apply(magnitudes.data.subarray(frame * 257, (frame + 1) * 257), expected, frame * 40);
    }
    expect(melSpectrogram(samples, { ...OPTIONS, quantity: 'magnitude' }).data).toEqual(expected);
  });

  it('moves with the signal', () => {
    const samples = chirp(4_000);
    const late = new Float32Array(4_256);
    late.set(samples, 256);
    const [early, moved] = [melSpectrogram(samples, OPTIONS), melSpectrogram(late, OPTIONS)];
    expect(moved.data.subarray(8 * 40, 20 * 40)).toEqual(early.data.subarray(6 * 40, 18 * 40));
  });

  it.each(['zero', 'none'] as const)('comes out of a stream alike, however it is cut (%s)', (padding) => {
    const samples = chirp(5_000);
    const whole = melSpectrogram(samples, { ...OPTIONS, padding });
    for (const block of [1, 777, 5_000]) {
      const frames: Float32Array[] = [];
      const stream = new MelStream({ ...OPTIONS, padding }, (bands) => frames.push(bands.slice()));
      for (let start = 0; start < 5_000; start += block) stream.push(samples.subarray(start, start + block));
      stream.flush();
      expect(frames).toHaveLength(whole.frames);
      expect(Float32Array.from(frames.flatMap((frame) => [...frame]))).toEqual(whole.data);
    }
  });

  it('of nothing is empty, of one sample is one frame', () => {
    expect(melSpectrogram(new Float32Array(0), OPTIONS)).toMatchObject({ frames: 0, bins: 40 });
    expect(melSpectrogram(Float32Array.of(1), OPTIONS).frames).toBe(1);
  });

  it('refuses NaN and bad options', () => {
    expect(() => melSpectrogram(Float32Array.of(0, Number.NaN), OPTIONS)).toThrow('samples must be finite');
    expect(() => melSpectrogram(chirp(9), { ...OPTIONS, quantity: 'energy' as 'power' })).toThrow('quantity');
    expect(() => melSpectrogram(chirp(9), { ...OPTIONS, bands: 0 })).toThrow('bands');
    expect(() => new MelStream({ ...OPTIONS, padding: 'reflect' as 'zero' }, () => 0)).toThrow('padding');
  });
});

describe('logMelSpectrogram', () => {
  it.each([
    {},
    { reference: 'maximum' },
    { reference: 0.1, rangeDb: null },
    { smallest: 1e-3, rangeDb: 30, scale: 'htk', normalisation: 'none' },
  ] as const)('%j has the levels of the mel spectrogram', (more) => {
    const options = { ...OPTIONS, ...more };
    const levels = logMelSpectrogram(chirp(4_000), options);
    const expected = powerToDb(melSpectrogram(chirp(4_000), options).data, options);
    expect(largestDifference(levels.data, expected)).toBeLessThan(1e-4);
  });

  it('gains 20 dB from ten times the signal', () => {
    const options = { ...OPTIONS, rangeDb: null };
    const quiet = logMelSpectrogram(noise(4_000), options);
    const loud = logMelSpectrogram(
      noise(4_000).map((value) => 10 * value),
      options,
    );
    expect(
      largestDifference(
        loud.data,
        quiet.data.map((value) => value + 20),
      ),
    ).toBeLessThan(1e-3);
  });

  it('of silence is the smallest value', () => {
    const { data } = logMelSpectrogram(new Float32Array(1_000), OPTIONS);
    expect(largestDifference(data, new Float32Array(data.length).fill(-100))).toBeLessThan(1e-4);
    expect(logMelSpectrogram(new Float32Array(0), OPTIONS).data).toHaveLength(0);
  });

  it('refuses bad options', () => {
    expect(() => logMelSpectrogram(chirp(9), { ...OPTIONS, smallest: 0 })).toThrow('smallest');
    expect(() => logMelSpectrogram(chirp(9), { ...OPTIONS, reference: Number.NaN })).toThrow('reference');
    expect(() => logMelSpectrogram(chirp(9), { ...OPTIONS, rangeDb: -1 })).toThrow('rangeDb');
  });
});

describe('whisperLogMel', () => {
  it('stands band after band and lacks the last frame', () => {
    const { bands, frames, data } = whisperLogMel(chirp(16_000));
    expect([bands, frames, data.length]).toEqual([80, 100, 8_000]);
    const mel = melSpectrogram(chirp(16_000), { sampleRateHz: 16_000, fftLength: 400, hopLength: 160, bands: 80 });
    const levels = mel.data.subarray(0, 8_000).map((value) => Math.log10(Math.max(1e-10, value)));
    const floor = Math.max(...levels) - 8;
    const expected = levels.map((value) => (Math.max(floor, value) + 4) / 4);
    expect(
      largestDifference(
        data,
        data.map((_, index) => expected[(index % 100) * 80 + Math.floor(index / 100)]),
      ),
    ).toBeLessThan(1e-5);
  });

  it('differs at the ends only when they are mirrored', () => {
    const [zero, reflect] = [whisperLogMel(chirp(8_000)), whisperLogMel(chirp(8_000), { padding: 'reflect' })];
    const differs = zero.data.map((value, index) => (value === reflect.data[index] ? 0 : 1));
    expect(differs.some((value, index) => value === 1 && index % 50 < 2)).toBe(true);
    expect(differs.every((value, index) => value === 0 || index % 50 < 2 || index % 50 > 47)).toBe(true);
  });

  it('takes silence, nothing and less than a hop', () => {
    expect(whisperLogMel(new Float32Array(1_600)).data.every((value) => Math.abs(value + 1.5) < 1e-6)).toBe(true);
    expect(whisperLogMel(new Float32Array(0))).toMatchObject({ bands: 80, frames: 0 });
    expect(whisperLogMel(chirp(159))).toMatchObject({ frames: 0 });
    expect(whisperLogMel(chirp(160), { bands: 128 })).toMatchObject({ bands: 128, frames: 1 });
  });

  it('refuses other bands, other padding and NaN', () => {
    expect(() => whisperLogMel(chirp(160), { bands: 40 as 80 })).toThrow('bands');
    expect(() => whisperLogMel(chirp(160), { padding: 'none' as 'zero' })).toThrow('padding');
    expect(() => whisperLogMel(Float32Array.of(Number.NaN))).toThrow('samples');
  });
});

describe('mfcc', () => {
  const options = { ...OPTIONS, coefficients: 40, rangeDb: null };

  it('keeps the energy of the levels when all coefficients are taken', () => {
    const levels = logMelSpectrogram(chirp(2_000), options);
    const all = mfcc(chirp(2_000), options);
    for (let frame = 0; frame < levels.frames; frame++) {
      const energy = (values: Float32Array): number =>
        values.subarray(frame * 40, (frame + 1) * 40).reduce((sum, value) => sum + value * value, 0);
      expect(energy(all.data) / energy(levels.data)).toBeCloseTo(1, 5);
    }
  });

  it('puts gain into the first coefficient only', () => {
    const quiet = mfcc(noise(2_000), options);
    const loud = mfcc(
      noise(2_000).map((value) => 10 * value),
      options,
    );
    const change = loud.data.map((value, index) => value - quiet.data[index]);
    const expected = change.map((_, index) => (index % 40 === 0 ? 20 * Math.sqrt(40) : 0));
    expect(largestDifference(change, expected)).toBeLessThan(0.01);
  });

  it('of silence has a first coefficient only', () => {
    const { data, bins } = mfcc(new Float32Array(3_000), { sampleRateHz: 22_050 });
    expect(bins).toBe(20);
    const expected = data.map((_, index) => (index % 20 === 0 ? -100 * Math.sqrt(128) : 0));
    expect(largestDifference(data, expected)).toBeLessThan(0.01);
  });

  it('raises coefficients by the lifter', () => {
    const plain = mfcc(chirp(2_000), options);
    const lifted = mfcc(chirp(2_000), { ...options, lifter: 22 });
    expect(lifted.data[10] / plain.data[10]).toBeCloseTo(1 + 11 * Math.sin((Math.PI * 11) / 22), 4);
  });

  it('refuses bad options', () => {
    expect(() => mfcc(chirp(9), { ...options, coefficients: 41 })).toThrow('coefficients');
    expect(() => mfcc(chirp(9), { ...options, lifter: -1 })).toThrow('lifter');
    expect(() => mfcc(chirp(9), { sampleRateHz: Number.NaN })).toThrow('sampleRateHz');
    expect(mfcc(new Float32Array(0), { sampleRateHz: 16_000 }).data).toHaveLength(0);
  });
});
