import { trackBeats } from './beats.js';
import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { aboveMovingMean } from './moving-mean.js';
import { onsetStrength } from './onset-strength.js';
import { estimateTempo } from './tempo.js';
import { tempogram } from './tempogram.js';

// Looked up once: in Jest's sandbox each use of a global is slow.
const { exp, sin } = Math;
const RATE = 22_050;

/** Short decaying tones at a steady tempo. */
function clicks(bpm: number, seconds: number, firstSecond = 0.5): Float32Array {
  const samples = new Float32Array(Math.round(seconds * RATE));
  for (let beat = 0; ; beat++) {
    const begin = Math.round((firstSecond + (beat * 60) / bpm) * RATE);
    if (begin + 1_000 > samples.length) return samples;
    for (let index = 0; index < 1_000; index++) samples[begin + index] += 0.5 * exp(-index / 150) * sin(index * 0.3);
  }
}

function noise(seconds: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: seconds * RATE }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 1_073_741_824 - 1;
  });
}

function listen(samples: Float32Array): { envelope: Float32Array; frameRateHz: number } {
  const { envelope, frameRateHz } = onsetStrength(samples, { sampleRateHz: RATE });
  return { envelope: aboveMovingMean(envelope, Math.round(frameRateHz)), frameRateHz };
}

function tempoOf(samples: Float32Array, options = {}): ReturnType<typeof estimateTempo> {
  const { envelope, frameRateHz } = listen(samples);
  return estimateTempo(tempogram(envelope, { frameRateHz }), options);
}

function beatsOf(samples: Float32Array, bpm: number): number[] {
  const { envelope, frameRateHz } = listen(samples);
  return trackBeats(envelope, { frameRateHz, bpm }).map((frame) => frame / frameRateHz);
}

describe('onsetStrength', () => {
  it('peaks where sounds begin', () => {
    const { envelope, frameRateHz } = onsetStrength(clicks(60, 4), { sampleRateHz: RATE });
    for (const second of [0.5, 1.5, 2.5]) {
      const around = envelope.subarray(
        Math.round((second - 0.2) * frameRateHz),
        Math.round((second + 0.2) * frameRateHz),
      );
      const peak = around.indexOf(Math.max(...around)) / frameRateHz - 0.2;
      expect(Math.abs(peak)).toBeLessThan(0.015);
    }
  });

  it('does not depend on the gain', () => {
    const samples = clicks(100, 5);
    const loud = onsetStrength(samples, { sampleRateHz: RATE }).envelope;
    const soft = onsetStrength(
      samples.map((value) => value / 64),
      { sampleRateHz: RATE },
    ).envelope;
    expect(Math.max(...loud.map((value, frame) => Math.abs(value - soft[frame])))).toBeLessThan(1e-3);
  });

  it('is 0 for silence, a constant and the cut at the end', () => {
    expect(Math.max(...onsetStrength(new Float32Array(RATE), { sampleRateHz: RATE }).envelope)).toBe(0);
    expect(Math.max(...onsetStrength(new Float32Array(RATE).fill(0.5), { sampleRateHz: RATE }).envelope)).toBe(0);
    const tone = Float32Array.from({ length: RATE }, (_, index) => sin(index * 0.2));
    const { envelope } = onsetStrength(tone, { sampleRateHz: RATE });
    expect(Math.max(...envelope.subarray(20))).toBeLessThan(1e-3);
  });

  it('refuses what is not a number', () => {
    const samples = new Float32Array(5_000);
    samples[4_321] = Number.NaN;
    expect(() => onsetStrength(samples, { sampleRateHz: 22_050 })).toThrow('samples must be finite');
  });

  it('takes other rates and refuses impossible ones', () => {
    expect(onsetStrength(new Float32Array(48_000), { sampleRateHz: 48_000 }).frameRateHz).toBeCloseTo(86, 0);
    expect(() => onsetStrength(new Float32Array(1), { sampleRateHz: 100 })).toThrow(DspArgumentError);
  });
});

describe('estimateTempo', () => {
  it.each([50, 60, 72, 80, 93, 100, 110, 120, 128, 140, 150, 174, 180, 200])('finds clicks at %i per minute', (bpm) => {
    const [best] = tempoOf(clicks(bpm, 20));
    expect(Math.abs(best.bpm / bpm - 1)).toBeLessThan(0.01);
  });

  it('does not depend on where the music begins', () => {
    const [early] = tempoOf(clicks(113, 20, 0.1));
    const [late] = tempoOf(clicks(113, 20, 1.37));
    expect(early.bpm / late.bpm).toBeCloseTo(1, 2);
  });

  it('keeps to the range, whose prior is the caller’s', () => {
    expect(tempoOf(clicks(120, 20), { minimumBpm: 50, maximumBpm: 90 })[0].bpm).toBeCloseTo(60, 0);
    expect(tempoOf(clicks(80, 20), { priorBpm: 160, priorOctaves: 0.1 })[0].bpm).toBeCloseTo(160, 0);
  });

  it('gives candidates in falling order with weights of at most 1 in all', () => {
    const candidates = tempoOf(clicks(120, 20));
    const weights = candidates.map(({ weight }) => weight);
    expect(candidates.length).toBeGreaterThan(1);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(1);
  });

  it.each([
    ['nothing', new Float32Array(0)],
    ['one sample', Float32Array.of(1)],
    ['10 ms', noise(1).subarray(0, 220)],
    ['silence', new Float32Array(20 * RATE)],
    ['a constant', new Float32Array(20 * RATE).fill(0.7)],
    ['one click', clicks(1, 20)],
    ['white noise', noise(20)],
  ])('hears no tempo in %s', (_, samples) => {
    expect(tempoOf(samples)).toEqual([]);
  });

  it('refuses ranges that make no sense', () => {
    const repeating = tempogram(new Float32Array(100), { frameRateHz: 86 });
    expect(() => estimateTempo(repeating, { minimumBpm: 120, maximumBpm: 100 })).toThrow('minimumBpm');
    expect(() => estimateTempo(repeating, { maximumBpm: Number.NaN })).toThrow('maximumBpm');
    expect(() => tempogram(new Float32Array(100), { frameRateHz: 0 })).toThrow('frameRateHz');
    expect(() => tempogram(new Float32Array(100), { frameRateHz: 86, windowSeconds: 0 })).toThrow('windowSeconds');
  });
});

describe('trackBeats', () => {
  it.each([60, 97, 120, 180])('finds every click at %i per minute, and nothing else', (bpm) => {
    const seconds = 20;
    const beats = beatsOf(clicks(bpm, seconds), bpm);
    const expected = Math.ceil(((seconds - 0.5 - 1_000 / RATE) * bpm) / 60);
    expect(Math.abs(beats.length - expected)).toBeLessThanOrEqual(1);
    for (const second of beats) {
      const position = ((second - 0.5) * bpm) / 60;
      expect(Math.abs(position - Math.round(position)) * (60 / bpm)).toBeLessThan(0.02);
    }
  });

  it('does not drift over ten minutes at a tempo that is half a percent off', () => {
    const beats = beatsOf(clicks(120, 600), 120.6);
    const errors = beats.map((second) => Math.abs((second - 0.5) * 2 - Math.round((second - 0.5) * 2)) / 2);
    expect(beats.length).toBeGreaterThan(1_190);
    expect(Math.max(...errors)).toBeLessThan(0.02);
  });

  it('follows a slow change of tempo', () => {
    const samples = new Float32Array(30 * RATE);
    const times: number[] = [];
    for (let second = 0.5, interval = 0.5; second < 29.5; second += interval, interval *= 1.003) {
      times.push(second);
      const begin = Math.round(second * RATE);
      for (let index = 0; index < 1_000; index++) samples[begin + index] = exp(-index / 150) * sin(index * 0.3);
    }
    const beats = beatsOf(samples, 110);
    const hit = times.filter((second) => beats.some((beat) => Math.abs(beat - second) < 0.07));
    expect(hit.length / times.length).toBeGreaterThan(0.95);
  });

  it('leaves silence out, before, within and after', () => {
    const samples = new Float32Array(60 * RATE);
    samples.set(clicks(120, 15), 5 * RATE);
    samples.set(clicks(120, 15), 35 * RATE);
    const beats = beatsOf(samples, 120);
    expect(beats[0]).toBeGreaterThan(5.4);
    expect(beats[beats.length - 1]).toBeLessThan(50);
    expect(beats.filter((second) => second > 22 && second < 34)).toEqual([]);
  });

  it('has no beats without onsets', () => {
    expect(trackBeats(new Float32Array(0), { frameRateHz: 86, bpm: 120 })).toEqual([]);
    expect(trackBeats(new Float32Array(1_000), { frameRateHz: 86, bpm: 120 })).toEqual([]);
  });

  it('refuses bad options', () => {
    const envelope = new Float32Array(10);
    expect(() => trackBeats(envelope, { frameRateHz: 86, bpm: 0 })).toThrow('bpm');
    expect(() => trackBeats(envelope, { frameRateHz: -1, bpm: 120 })).toThrow('frameRateHz');
    expect(() => trackBeats(envelope, { frameRateHz: 86, bpm: 120, tightness: 0 })).toThrow('tightness');
    expect(() => trackBeats(Float32Array.of(1, NaN), { frameRateHz: 86, bpm: 120 })).toThrow('envelope[1]');
    expect(() => tempogram(Float32Array.of(1, Infinity), { frameRateHz: 86 })).toThrow('envelope[1]');
  });
});
