import { frameSeconds } from '../../network/segmenter-settings.js';
import { type Label } from '../labelled-audio.js';
import { fromDecibels } from '../synthesis/draw.js';
import { type LabelledStretch } from './labelled-clips.js';

/** Calls between two longer pauses, with the short pauses between them as they are. */
export interface Bout {
  readonly samples: Float32Array;
  /** s within the samples. */
  readonly labels: readonly Label[];
  /** Size of its loud samples: see `levelOf`. */
  readonly level: number;
}

/** A pause from which on a bout ends, and what is kept of it on each side, time steps. */
const PAUSE_STEPS = 20;
const MARGIN_STEPS = 8;
/** Time steps at each end in which a bout fades in and out. */
export const FADE_STEPS = 3.2;
const MOST_STEPS = 800;
/** What stands out less from what surrounds it, dB, would be pasted with an audible frame of noise. */
const CLEARNESS_DB = 12;

/** The bouts of a stretch that can be cut out: exactly labelled, apart from others, short, and louder than what surrounds them. */
export function boutsOf(stretch: LabelledStretch): Bout[] {
  const { area, settings, exact = true } = stretch;
  if (!exact) return [];
  const step = frameSeconds(settings);
  const margin = MARGIN_STEPS * step;
  const found: Bout[] = [];
  let end = area.onset;
  let bout: Label[] = [];
  const finish = (next: number) => {
    if (bout.length > 0 && next - end >= margin && end - bout[0].onset <= MOST_STEPS * step) {
      found.push(...cutOut(stretch, bout, bout[0].onset - margin, end + margin));
    }
    bout = [];
  };
  let apart = true;
  for (const label of [...stretch.labels].sort((left, right) => left.onset - right.onset)) {
    if (label.onset - end >= PAUSE_STEPS * step) {
      finish(label.onset);
      apart = true;
    }
    // What begins at the very beginning may have begun before.
    if (bout.length === 0) apart &&= label.onset - end >= margin;
    if (apart) bout.push(label);
    end = Math.max(end, label.offset);
  }
  finish(area.offset);
  return found;
}

function cutOut({ samples, settings }: LabelledStretch, labels: readonly Label[], from: number, to: number): Bout[] {
  const rate = settings.sampleRateHz;
  const first = Math.round(from * rate);
  const part = samples.subarray(first, Math.round(to * rate));
  const edge = Math.ceil(FADE_STEPS * frameSeconds(settings) * rate);
  const around = Math.max(levelOf(part.subarray(0, edge)), levelOf(part.subarray(-edge)));
  const level = levelOf(part);
  if (level < around * fromDecibels(CLEARNESS_DB)) return [];
  const start = first / rate;
  const moved = labels.map((label) => ({ ...label, onset: label.onset - start, offset: label.offset - start }));
  return [{ samples: part, labels: moved, level }];
}

/** Of long signals so many samples are looked at. */
const MOST_LOOKED_AT = 65_536;

/** The size that one sample in fifty exceeds, or as many as `share` leaves. */
export function levelOf(samples: Float32Array, share = 0.98): number {
  const apart = Math.max(1, Math.floor(samples.length / MOST_LOOKED_AT));
  const sizes = Float32Array.from({ length: Math.floor(samples.length / apart) }, (_, index) =>
    Math.abs(samples[index * apart]),
  ).sort();
  return Math.max(1e-6, sizes[Math.floor(share * (sizes.length - 1))] ?? 0);
}
