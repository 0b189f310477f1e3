import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { onsetStrength } from './onset-strength.js';
import { analyseRhythm, type Rhythm, type RhythmOptions } from './rhythm.js';

// Looked up once: in Jest's sandbox each use of a global is slow.
const { exp, log2, sin } = Math;
const RATE = 22_050;

/** Decaying tones that begin at the given times. */
function notes(times: readonly number[], seconds: number, radians = 0.3): Float32Array {
  const samples = new Float32Array(Math.round(seconds * RATE));
  for (const time of times) {
    const begin = Math.round(time * RATE);
    for (let index = 0; index < 1_500 && begin + index < samples.length; index++) {
      samples[begin + index] += 0.4 * exp(-index / 250) * sin(index * radians);
    }
  }
  return samples;
}

function steady(bpm: number, seconds: number, first = 0.2): number[] {
  return Array.from({ length: Math.floor(((seconds - first) * bpm) / 60) }, (_, beat) => first + (beat * 60) / bpm);
}

function noise(seconds: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: seconds * RATE }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 1_073_741_824 - 1;
  });
}

function rhythmOf(samples: Float32Array, options: RhythmOptions = {}): Rhythm {
  return analyseRhythm(onsetStrength(samples, { sampleRateHz: RATE }), options);
}

const sum = (first: Float32Array, second: Float32Array): Float32Array =>
  first.map((value, index) => value + second[index]);

describe('analyseRhythm', () => {
  it.each([50, 60, 72, 90, 110, 128, 150, 180])('hears a metronome at %i per minute', (bpm) => {
    const { tempi, beats } = rhythmOf(notes(steady(bpm, 20), 20));
    expect(Math.abs(tempi[0].bpm / bpm - 1)).toBeLessThan(0.01);
    expect(Math.abs(beats.length - steady(bpm, 20).length)).toBeLessThanOrEqual(1);
  });

  it.each([70, 85, 100, 120])('hears drums at %i per minute: bass drum, snare and quavers', (bpm) => {
    const times = steady(bpm, 20);
    const bass = notes(
      times.filter((_, beat) => beat % 2 === 0),
      20,
      0.02,
    );
    const snare = notes(
      times.filter((_, beat) => beat % 2 === 1),
      20,
      0.2,
    );
    const cymbals = notes(steady(2 * bpm, 20), 20, 2.5).map((value) => value / 8);
    const { tempi } = rhythmOf(sum(sum(bass, snare), cymbals));
    expect(Math.abs(tempi[0].bpm / bpm - 1)).toBeLessThan(0.01);
  });

  it('gives the median of a tempo that breathes', () => {
    const times: number[] = [];
    for (let time = 0.2; time < 29; time += 60 / (100 * (1 + 0.06 * sin(time)))) times.push(time);
    const { tempi, beats } = rhythmOf(notes(times, 30));
    const octaves = log2(tempi[0].bpm / 100);
    expect(Math.abs(octaves - Math.round(octaves))).toBeLessThan(0.06);
    expect(beats.length).toBeGreaterThan(20);
  });

  it('keeps to the range, and has weights of at most 1 in falling order', () => {
    const samples = notes(steady(120, 20), 20);
    expect(rhythmOf(samples, { maximumBpm: 100 }).tempi[0].bpm).toBeCloseTo(60, 0);
    expect(rhythmOf(samples, { minimumBpm: 200 }).tempi[0].bpm).toBeCloseTo(240, 0);
    for (const { bpm } of rhythmOf(samples, { minimumBpm: 100, maximumBpm: 130 }).tempi) {
      expect(bpm).toBeCloseTo(120, 0);
    }
    const weights = rhythmOf(samples).tempi.map(({ weight }) => weight);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(weights.reduce((total, weight) => total + weight, 0)).toBeLessThanOrEqual(1);
  });

  it('takes a range without any multiple of the pulse', () => {
    const { tempi } = rhythmOf(notes(steady(120, 20), 20), { minimumBpm: 100, maximumBpm: 110 });
    expect(tempi.every(({ bpm }) => bpm >= 100 && bpm <= 110)).toBe(true);
  });

  it.each([
    ['nothing', new Float32Array(0)],
    ['one sample', Float32Array.of(1)],
    ['silence', new Float32Array(20 * RATE)],
    ['a constant', new Float32Array(20 * RATE).fill(0.7)],
    ['one note', notes([1], 20)],
    ['white noise', noise(20)],
  ])('hears neither tempo nor beats in %s', (_, samples) => {
    expect(rhythmOf(samples)).toEqual({ tempi: [], beats: [] });
  });

  it('takes two beats', () => {
    const { tempi } = rhythmOf(notes([0.2, 0.7, 1.2], 1.5));
    expect(tempi.every(({ bpm, weight }) => Number.isFinite(bpm) && Number.isFinite(weight))).toBe(true);
  });

  it('refuses ranges that make no sense', () => {
    const silence = onsetStrength(new Float32Array(RATE), { sampleRateHz: RATE });
    expect(() => analyseRhythm(silence, { minimumBpm: 120, maximumBpm: 100 })).toThrow(DspArgumentError);
    expect(() => analyseRhythm(silence, { maximumBpm: Number.NaN })).toThrow('maximumBpm');
    expect(() => analyseRhythm(silence, { minimumBpm: 5 })).toThrow('minimumBpm');
  });
});
