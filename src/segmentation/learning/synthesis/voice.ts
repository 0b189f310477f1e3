import { bandPass, whiteNoise } from './band-noise.js';
import { type Draw } from './draw.js';

/** One piece of a call: its notes follow each other without a pause. */
export interface Note {
  readonly kind: 'harmonics' | 'whistle' | 'noise';
  readonly seconds: number;
  /** Pitch at the beginning and end, Hz, and how far the middle lies from the straight line, as a factor. */
  readonly from: number;
  readonly to: number;
  readonly bend: number;
  /** Levels of the partials, linear; of a whistle only the first. */
  readonly partials: readonly number[];
  /** Depth 0..1 and rate of tremolo and vibrato, Hz. */
  readonly tremolo: number;
  readonly vibrato: number;
  readonly rate: number;
  /** Width of noise, Hz. */
  readonly width: number;
  readonly level: number;
}

/** A call type: the notes, and how it swells and fades. */
export interface Voice {
  readonly notes: readonly Note[];
  readonly attack: number;
  readonly decay: number;
  /** Relative to the other calls, linear. */
  readonly level: number;
}

/** A new call type of 10 ms to 1 s. @param most highest pitch, Hz */
export function inventVoice(draw: Draw, most: number): Voice {
  const seconds = draw.chance(0.7) ? draw.scaled(0.025, 0.25) : draw.scaled(0.01, 1);
  const count = seconds < 0.05 ? 1 : draw.one([1, 1, 1, 2, 2, 3, 4, 6]);
  const shares = Array.from({ length: count }, () => draw.between(0.4, 1));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const notes = shares.map((share) => inventNote(draw, (seconds * share) / total, most));
  return {
    notes,
    attack: Math.min(0.4 * seconds, draw.scaled(0.001, 0.02)),
    decay: Math.min(0.5 * seconds, draw.scaled(0.002, 0.08)),
    level: 10 ** (-draw.between(0, 14) / 20),
  };
}

function inventNote(draw: Draw, seconds: number, most: number): Note {
  const kind = draw.one(['harmonics', 'harmonics', 'harmonics', 'whistle', 'whistle', 'noise'] as const);
  const from = kind === 'harmonics' ? draw.scaled(150, Math.min(3_500, most / 2)) : draw.scaled(500, 0.85 * most);
  const to = Math.min(0.9 * most, from * draw.scaled(0.5, 2) ** draw.between(0, 1));
  const tilting = draw.between(0.6, 1.05);
  const [peak, spread] = [draw.scaled(1_000, 0.7 * most), draw.between(0.4, 1.5)];
  const partials = Array.from({ length: kind === 'whistle' ? 1 : 30 }, (_, index) => {
    const formant = Math.exp(-((Math.log(((index + 1) * from) / peak) / spread) ** 2) / 2);
    return tilting ** index * draw.between(0.3, 1) * (0.03 + formant);
  });
  const trembles = draw.chance(0.35);
  return {
    kind,
    seconds,
    from,
    to,
    bend: draw.chance(0.5) ? draw.scaled(0.7, 1.4) : 1,
    partials,
    tremolo: trembles ? draw.between(0.2, 0.85) : 0,
    vibrato: draw.chance(0.3) ? draw.between(0, 0.12) : 0,
    rate: draw.scaled(12, 120),
    width: draw.scaled(400, 0.6 * most),
    level: 10 ** (-draw.between(0, 9) / 20),
  };
}

/** The sound of a call, at most 1 in size, before it swells and fades. @param speed factor on pitch, and its inverse on length */
export function singVoice(voice: Voice, sampleRateHz: number, draw: Draw, speed: number): Float32Array {
  const parts = voice.notes.map((note) => singNote(note, sampleRateHz, draw, speed));
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let position = 0;
  for (const part of parts) {
    samples.set(part, position);
    position += part.length;
  }
  return samples;
}

function singNote(note: Note, sampleRateHz: number, draw: Draw, speed: number): Float32Array {
  const length = Math.max(16, Math.round((note.seconds / speed) * sampleRateHz));
  if (note.kind !== 'noise') return singPartials(note, length, sampleRateHz, speed);
  const samples = whiteNoise(length, draw.random);
  bandPass(samples, (note.from * speed) / sampleRateHz, note.width / sampleRateHz);
  normalise(samples, note.level);
  return samples;
}

function singPartials(note: Note, length: number, sampleRateHz: number, speed: number): Float32Array {
  const samples = new Float32Array(length);
  const highest = (0.48 * sampleRateHz) / speed;
  const count = Math.max(1, Math.min(note.partials.length, Math.floor(highest / Math.max(note.from, note.to))));
  let phase = 0;
  for (let index = 0; index < length; index++) {
    const place = index / length;
    const turn = (2 * Math.PI * note.rate * index) / sampleRateHz;
    const curve = note.bend ** (4 * place * (1 - place));
    const pitch = note.from * (note.to / note.from) ** place * curve * (1 + note.vibrato * Math.sin(turn)) * speed;
    phase += (2 * Math.PI * Math.min(pitch, 0.48 * sampleRateHz)) / sampleRateHz;
    // sin(k·φ) = 2·cos φ·sin((k − 1)·φ) − sin((k − 2)·φ) saves a sine for each partial.
    const twice = 2 * Math.cos(phase);
    let [before, sine, sum] = [0, Math.sin(phase), 0];
    for (let partial = 0; partial < count; partial++) {
      sum += note.partials[partial] * sine;
      [before, sine] = [sine, twice * sine - before];
    }
    samples[index] = sum * (1 - note.tremolo * (0.5 - 0.5 * Math.cos(turn)));
  }
  normalise(samples, note.level);
  return samples;
}

function normalise(samples: Float32Array, level: number): void {
  let most = 1e-9;
  for (const sample of samples) most = Math.max(most, Math.abs(sample));
  for (let index = 0; index < samples.length; index++) samples[index] *= level / most;
}
