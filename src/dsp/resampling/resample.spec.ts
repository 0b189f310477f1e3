import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { PASS_BAND_SHARE } from './polyphase-filter.js';
import { resample, resampledLength, Resampler } from './resample.js';

// Looked up once: in Jest's sandbox each use of a global is slow.
const { cos, PI, sin } = Math;
function tone(frequencyHz: number, rateHz: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, index) => sin((2 * PI * frequencyHz * index) / rateHz));
}

/** Amplitude of a steady tone, measured on the middle of the signal by projection under a Blackman window. */
function amplitudeOf(samples: Float32Array, frequencyHz: number, rateHz: number): number {
  const start = Math.floor(samples.length / 4);
  const length = Math.floor(samples.length / 2);
  let cosine = 0;
  let sine = 0;
  let weights = 0;
  for (let index = 0; index < length; index++) {
    const turn = (2 * PI * index) / length;
    const weight = 0.42 - 0.5 * cos(turn) + 0.08 * cos(2 * turn);
    const angle = (2 * PI * frequencyHz * (start + index)) / rateHz;
    cosine += weight * samples[start + index] * cos(angle);
    sine += weight * samples[start + index] * sin(angle);
    weights += weight;
  }
  return (2 * Math.hypot(cosine, sine)) / weights;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

const decibels = (amplitude: number): number => 20 * Math.log10(amplitude);
const loudest = (samples: Float32Array): number => samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const middle = (samples: Float32Array): Float32Array => samples.subarray(samples.length / 4, (samples.length * 3) / 4);

const RATES: [number, number][] = [
  [44_100, 22_050],
  [44_100, 16_000],
  [48_000, 16_000],
  [16_000, 22_050],
  [22_050, 44_100],
  [44_100, 48_000],
  [96_000, 44_100],
  [8_000, 16_000],
  [44_100, 44_099],
  [11_127, 22_050],
];

describe('resample', () => {
  it.each(RATES)('%i → %i Hz keeps tones of the pass-band within 0.001 dB', (fromHz, toHz) => {
    const edge = (PASS_BAND_SHARE * Math.min(fromHz, toHz)) / 2;
    for (const share of [0.01, 0.1, 0.35, 0.7, 0.95, 1]) {
      const output = resample(tone(edge * share, fromHz, fromHz), { fromHz, toHz });
      expect(Math.abs(decibels(amplitudeOf(output, edge * share, toHz)))).toBeLessThan(1e-3);
    }
  });

  it.each(RATES.filter(([fromHz, toHz]) => toHz < fromHz * 0.99))(
    '%i → %i Hz puts tones above the new Nyquist frequency 100 dB down',
    (fromHz, toHz) => {
      const lowest = toHz / 2;
      const highest = fromHz / 2;
      for (const share of [0, 0.003, 0.03, 0.1, 0.3, 0.5, 0.77, 0.99]) {
        const frequencyHz = lowest + share * (highest - lowest);
        const output = resample(tone(frequencyHz, fromHz, fromHz), { fromHz, toHz });
        expect(decibels(loudest(middle(output)))).toBeLessThan(-100);
      }
    },
  );

  it.each(RATES.filter(([fromHz, toHz]) => toHz > fromHz))(
    '%i → %i Hz leaves nothing of the images above -100 dB',
    (fromHz, toHz) => {
      const frequencyHz = fromHz * 0.21;
      const output = resample(tone(frequencyHz, fromHz, fromHz), { fromHz, toHz });
      const ideal = tone(frequencyHz, toHz, output.length);
      const error = output.map((value, index) => value - ideal[index]);
      expect(decibels(loudest(middle(error)))).toBeLessThan(-100);
    },
  );

  it('attenuates a sweep through the stop-band', () => {
    const length = 44_100 * 2;
    const sweep = Float32Array.from({ length }, (_, index) => {
      const seconds = index / 44_100;
      return sin(2 * PI * (8_000 * seconds + (14_000 * seconds * seconds) / 4));
    });
    expect(decibels(loudest(middle(resample(sweep, { fromHz: 44_100, toHz: 16_000 }))))).toBeLessThan(-100);
  });

  it.each(RATES)('%i → %i Hz keeps a constant', (fromHz, toHz) => {
    const output = middle(resample(new Float32Array(fromHz).fill(0.5), { fromHz, toHz }));
    expect(loudest(output.map((value) => value - 0.5))).toBeLessThan(1e-6);
  });

  it.each(RATES)('%i → %i Hz leaves an impulse at its time, symmetric', (fromHz, toHz) => {
    const cycles = greatestCommonDivisor(fromHz, toHz);
    // An output falls exactly on an input once a cycle; rates without a common divisor meet at the beginning alone.
    const cycle = Math.floor(cycles / 2);
    const impulse = new Float32Array(fromHz);
    impulse[(cycle * fromHz) / cycles] = 1;
    const output = resample(impulse, { fromHz, toHz });
    const peak = (cycle * toHz) / cycles;
    expect(output[peak]).toBe(loudest(output));
    const after = output.subarray(peak, peak + 50);
    const before = output.subarray(Math.max(0, peak - 49), peak + 1).toReversed();
    expect(loudest(before.map((value, index) => value - after[index]))).toBeLessThan(1e-6);
  });

  it.each([...RATES, [384_000, 1_000], [1_000, 384_000], [383_999, 1_000]])(
    '%i → %i Hz turns n samples into ceil(n · to / from)',
    (fromHz, toHz) => {
      for (const length of [0, 1, 2, 7, 441, 4_096, 10_001]) {
        const output = resample(new Float32Array(length), { fromHz, toHz });
        expect(output).toHaveLength(Math.ceil((length * toHz) / fromHz));
        expect(output).toHaveLength(resampledLength(length, fromHz, toHz));
      }
    },
  );

  it('is the identity for equal rates', () => {
    const samples = tone(440, 44_100, 1_000);
    expect(resample(samples, { fromHz: 44_100, toHz: 44_100 })).toEqual(samples);
  });

  it('scales with the signal', () => {
    const samples = tone(440, 44_100, 2_000);
    const once = resample(samples, { fromHz: 44_100, toHz: 16_000 });
    const half = resample(
      samples.map((value) => value / 2),
      { fromHz: 44_100, toHz: 16_000 },
    );
    expect(half).toEqual(once.map((value) => value / 2));
  });

  it('confines a NaN to the length of the filter', () => {
    const samples = tone(440, 44_100, 44_100);
    samples[20_000] = Number.NaN;
    const output = resample(samples, { fromHz: 44_100, toHz: 22_050 });
    const spoiled = output.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
    expect(spoiled).toBeGreaterThan(0);
    expect(spoiled).toBeLessThan(300);
  });
});

describe('Resampler', () => {
  it.each(RATES)('%i → %i Hz gives the same bits for every block size', (fromHz, toHz) => {
    const samples = Float32Array.from({ length: 20_000 }, (_, index) => sin(index * index * 1e-4));
    const whole = resample(samples, { fromHz, toHz });
    for (const size of [1, 13, 1_024, 4_096, 9_999]) {
      const resampler = new Resampler({ fromHz, toHz, channels: 1 });
      const pieces: number[] = [];
      for (let start = 0; start < samples.length; start += size) {
        pieces.push(...resampler.push([samples.subarray(start, start + size)])[0]);
      }
      pieces.push(...resampler.flush()[0]);
      expect(Float32Array.from(pieces)).toEqual(whole);
    }
  });

  it('treats channels apart', () => {
    const left = tone(300, 44_100, 5_000);
    const right = tone(700, 44_100, 5_000);
    const resampler = new Resampler({ fromHz: 44_100, toHz: 16_000, channels: 2 });
    const head = resampler.push([left, right]);
    const tail = resampler.flush();
    const expected = [left, right].map((samples) => resample(samples, { fromHz: 44_100, toHz: 16_000 }));
    expect([...head[0], ...tail[0]]).toEqual([...expected[0]]);
    expect([...head[1], ...tail[1]]).toEqual([...expected[1]]);
  });

  it('starts anew after flush', () => {
    const samples = tone(300, 44_100, 5_000);
    const resampler = new Resampler({ fromHz: 44_100, toHz: 16_000, channels: 1 });
    const first = [resampler.push([samples]), resampler.flush()];
    const second = [resampler.push([samples]), resampler.flush()];
    expect(second).toEqual(first);
  });

  it.each([
    ['fromHz', { fromHz: 0, toHz: 16_000, channels: 1 }],
    ['fromHz', { fromHz: Number.NaN, toHz: 16_000, channels: 1 }],
    ['fromHz', { fromHz: 44_100.5, toHz: 16_000, channels: 1 }],
    ['toHz', { fromHz: 44_100, toHz: 384_001, channels: 1 }],
    ['channels', { fromHz: 44_100, toHz: 16_000, channels: 0 }],
  ])('refuses a bad %s', (argument, options) => {
    expect(() => new Resampler(options)).toThrow(DspArgumentError);
    expect(() => new Resampler(options)).toThrow(argument);
  });

  it('tells no length of what it could not resample', () => {
    expect(() => resampledLength(NaN, 44_100, 16_000)).toThrow(DspArgumentError);
    expect(() => resampledLength(5, 0, 16_000)).toThrow(DspArgumentError);
    expect(() => resampledLength(5, 16_000, Infinity)).toThrow(DspArgumentError);
  });

  it('refuses a wrong number of channels and unequal lengths', () => {
    const resampler = new Resampler({ fromHz: 44_100, toHz: 16_000, channels: 2 });
    expect(() => resampler.push([new Float32Array(3)])).toThrow('2 arrays');
    expect(() => resampler.push([new Float32Array(3), new Float32Array(4)])).toThrow('one length');
  });
});
