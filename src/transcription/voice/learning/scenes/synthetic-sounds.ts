import { WHISPER_RATE_HZ } from '../../../../dsp/mel/whisper-log-mel.js';
import { normal, type RandomSource } from '../../../../training/index.js';
import { between, chance, integerBetween, pick } from '../random-choices.js';
import { peakFilter } from './alterations.js';

type Sound = (length: number, random: RandomSource) => Float32Array;

const RATE = WHISPER_RATE_HZ;
const seconds = (count: number): number => Math.round(count * RATE);

/** Noise of a random colour: white to brown. */
export const noise: Sound = (length, random) => {
  const memory = pick(random, [0, 0, 0.5, 0.9, 0.98]);
  const gain = Math.sqrt(1 - memory * memory);
  let state = 0;
  return filled(length, () => (state = memory * state + gain * normal(random)));
};

/** Wind, rain, rustling, steps: noise that swells and fades. */
const gusts: Sound = (length, random) => {
  const samples = noise(length, random);
  const [slow, fast] = [between(random, 0.2, 2), between(random, 2, 12)];
  const [depth, phase] = [between(random, 0.3, 1), 7 * random()];
  return samples.map((sample, index) => {
    const time = (2 * Math.PI * index) / RATE;
    const swell = Math.sin(slow * time + phase) * Math.sin(fast * time);
    return sample * (1 - depth + depth * swell * swell);
  });
};

/** Mains hum with overtones. */
const hum: Sound = (length, random) => {
  const pitch = pick(random, [50, 60, 100, 120]);
  const overtones = Array.from({ length: integerBetween(random, 1, 12) }, (_, index) => random() / (1 + index));
  return sumOfOvertones(length, () => pitch, overtones);
};

/** An engine or a fan: a low buzz that drifts, through the resonances of a case. */
const engine: Sound = (length, random) => {
  const [pitch, drift] = [between(random, 20, 140), between(random, 0, 0.15)];
  const [pace, phase] = [between(random, 0.05, 0.5), 7 * random()];
  const overtones = Array.from({ length: 30 }, (_, index) => between(random, 0.3, 1) / (1 + index) ** 0.7);
  const samples = sumOfOvertones(
    length,
    (time) => pitch * (1 + drift * Math.sin(2 * Math.PI * pace * time + phase)),
    overtones,
  );
  const hiss = noise(length, random);
  const share = between(random, 0, 0.6);
  const both = samples.map((sample, index) => sample + share * hiss[index]);
  for (let filters = 0; filters < 3; filters++) peakFilter(both, between(random, 100, 3000), between(random, 3, 15), 3);
  return both;
};

/** Alarms and telephones: beeps of one or two pitches, as regular as a clock. */
const beeps: Sound = (length, random) => {
  const pitches = [between(random, 300, 3500), between(random, 300, 3500)];
  const [period, share] = [between(random, 0.1, 1.2), between(random, 0.2, 0.9)];
  const isHarsh = chance(random, 0.5);
  return filled(length, (index) => {
    const time = index / RATE;
    const beat = Math.floor(time / period);
    if (time / period - beat > share) return 0;
    const wave = Math.sin(2 * Math.PI * pitches[beat % 2] * time);
    return isHarsh ? Math.sign(wave) : wave;
  });
};

/** Sirens and machines that run up and down. */
const siren: Sound = (length, random) => {
  const [low, high, pace] = [between(random, 150, 900), between(random, 1.2, 3), between(random, 0.1, 4)];
  const overtones = Array.from({ length: integerBetween(random, 1, 15) }, (_, index) => 1 / (1 + index));
  return sumOfOvertones(length, (time) => low * high ** (0.5 + 0.5 * Math.sin(2 * Math.PI * pace * time)), overtones);
};

/** Buzzers and saws: a square wave whose loudness comes and goes as often as syllables do. */
const buzzer: Sound = (length, random) => {
  const [pitch, pace] = [between(random, 60, 500), between(random, 1, 8)];
  return filled(length, (index) => {
    const time = (2 * Math.PI * index) / RATE;
    return Math.max(0, Math.sin(pace * time)) * Math.sign(Math.sin(pitch * time));
  });
};

/** Birds: whistles that glide, in bouts. */
const chirps: Sound = (length, random) =>
  repeated(length, random, [0.05, 0.6], () => {
    const [from, to] = [between(random, 1200, 6500), between(random, 1200, 6500)];
    const samples = seconds(between(random, 0.03, 0.35));
    const trill = chance(random, 0.4) ? between(random, 10, 40) : 0;
    let angle = 0;
    return filled(samples, (index) => {
      const share = index / samples;
      const pitch = from + (to - from) * share + 300 * Math.sin((2 * Math.PI * trill * index) / RATE);
      angle += (2 * Math.PI * pitch) / RATE;
      return Math.sin(Math.PI * share) * Math.sin(angle);
    });
  });

/** Finches and monkeys: calls rich in overtones that glide, and hoarse ones between them, in the same order again and again. */
const calls: Sound = (length, random) => {
  const motif = Array.from({ length: integerBetween(random, 1, 6) }, () => {
    const [from, to] = [between(random, 300, 1600), between(random, 300, 1600)];
    const samples = seconds(between(random, 0.02, 0.25));
    const [hoarseness, tilt] = [pick(random, [0, 0, 0.2, 1]), between(random, 0, 1.2)];
    const overtones = Array.from({ length: 10 }, (_, index) => between(random, 0.1, 1) / (1 + index) ** tilt);
    const glide = (time: number): number => from + ((to - from) * time * RATE) / samples;
    const call = sumOfOvertones(samples, glide, overtones);
    return call.map((sample, index) => {
      const swell = Math.min(1, Math.min(index, samples - index) / (0.006 * RATE));
      return swell * ((1 - hoarseness) * sample + hoarseness * normal(random));
    });
  });
  let next = 0;
  return repeated(length, random, [0.005, 0.25], () => motif[next++ % motif.length]);
};

/** Dogs and the like: short harsh calls whose pitch falls and whose mouth does not move. */
const barks: Sound = (length, random) => {
  const [pitch, span, harshness] = [between(random, 150, 900), between(random, 0.08, 0.3), between(random, 0.1, 1)];
  const [mouth, gain] = [between(random, 400, 1800), between(random, 6, 15)];
  return repeated(length, random, [0.15, 0.9], () => {
    const samples = seconds(span * between(random, 0.8, 1.25));
    let angle = 0;
    const call = filled(samples, (index) => {
      const share = index / samples;
      angle += (pitch * (1 + 0.4 * Math.sin(Math.PI * share) - 0.3 * share)) / RATE;
      const swell = Math.min(1, share * 8) * (1 - share);
      return swell * (2 * (angle % 1) - 1 + harshness * normal(random));
    });
    peakFilter(call, mouth, gain, 1);
    return call;
  });
};

/** Knocks, clicks and typing: blows that ring for a moment. */
const knocks: Sound = (length, random) => {
  const [pitch, decay] = [between(random, 100, 4000), between(random, 0.002, 0.08)];
  return repeated(length, random, [0.05, 0.7], () => {
    const colour = pitch * between(random, 0.8, 1.25);
    return filled(seconds(8 * decay), (index) => {
      const time = index / RATE;
      return Math.exp(-time / decay) * (Math.sin(2 * Math.PI * colour * time) + 0.4 * normal(random));
    });
  });
};

/** Organs, dial tones and test tones: partials that stay where they are, as those of no voice do. */
const chords: Sound = (length, random) => {
  const overtones = Array.from({ length: integerBetween(random, 1, 12) }, (_, index) => random() / (1 + index));
  const swell = between(random, 0.002, 0.2) * RATE;
  return repeated(length, random, [0, 0.6], () => {
    const samples = seconds(between(random, 0.2, 3));
    const chord = new Float32Array(samples);
    for (let tones = integerBetween(random, 1, 4); tones > 0; tones--) {
      const pitch = 80 * 15 ** random();
      sumOfOvertones(samples, () => pitch, overtones).forEach((sample, index) => (chord[index] += sample));
    }
    return chord.map((sample, index) => sample * Math.min(1, Math.min(index, samples - index) / swell));
  });
};

const SOUNDS: readonly Sound[] = [
  noise,
  gusts,
  hum,
  engine,
  beeps,
  chords,
  chords,
  siren,
  buzzer,
  chirps,
  calls,
  calls,
  barks,
  knocks,
];

/** A sound of no throat that speaks: noise, machines, alarms, and calls that are made up. */
export const syntheticSound: Sound = (length, random) => pick(random, SOUNDS)(length, random);

/** Numbers of the table that holds one period of a wave. */
const TABLE = 2048;

/** A wave of these overtones whose pitch may change. */
function sumOfOvertones(length: number, pitchAt: (time: number) => number, overtones: readonly number[]): Float32Array {
  const audible = overtones.slice(0, Math.max(1, Math.floor(RATE / 2 / (1.2 * pitchAt(0)))));
  const table = filled(TABLE, (index) =>
    audible.reduce((sum, overtone, each) => sum + overtone * Math.sin((2 * Math.PI * index * (each + 1)) / TABLE), 0),
  );
  let cycles = 0;
  return filled(length, (index) => {
    cycles = (cycles + pitchAt(index / RATE) / RATE) % 1;
    return table[Math.floor(cycles * TABLE)];
  });
}

/** `Float32Array.from` takes ten times as long. */
function filled(length: number, valueAt: (index: number) => number): Float32Array {
  const samples = new Float32Array(length);
  for (let index = 0; index < length; index++) samples[index] = valueAt(index);
  return samples;
}

/** The same kind of sound again and again, with pauses of so many seconds. */
function repeated(
  length: number,
  random: RandomSource,
  [shortest, longest]: readonly [number, number],
  make: () => Float32Array,
): Float32Array {
  const samples = new Float32Array(length);
  const usual = between(random, shortest, longest);
  for (let start = seconds(usual * random()); start < length;) {
    const sound = make().subarray(0, length - start);
    samples.set(sound, start);
    start += sound.length + seconds(usual * between(random, 0.6, 1.6));
  }
  return samples;
}
