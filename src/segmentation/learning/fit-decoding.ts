import { setImmediate } from 'node:timers/promises';
import { scoreBriefly } from '../scores/score-segments.js';
import { decodeEvents } from '../network/event-decoder.js';
import { type FrameScores } from '../network/frame-scores.js';
import {
  type DecodingSettings,
  frameSeconds,
  type SegmentEvent,
  type SegmenterSettings,
} from '../network/segmenter-settings.js';
import { type Label } from './labelled-audio.js';

/** Scores of the network on a labelled stretch. */
export interface ScoredStretch {
  readonly scores: FrameScores;
  readonly area: { readonly onset: number; readonly offset: number };
  readonly labels: readonly Label[];
}

export interface AreaScores {
  readonly segmentF1: number;
  readonly frameF1: number;
}

/** Events that were found in a labelled stretch. */
export interface HeardStretch extends Pick<ScoredStretch, 'area' | 'labels'> {
  readonly events: readonly SegmentEvent[];
}

/** F1 within the areas: events and labels count where their middle lies in the area. */
export function scoreAreas(stretches: readonly ScoredStretch[], settings: SegmenterSettings): AreaScores {
  const heard = stretches.map(({ scores, ...stretch }) => ({ ...stretch, events: decodeEvents(scores, settings) }));
  return scoreEvents(heard, settings);
}

/** The same of events that are known already. */
export function scoreEvents(stretches: readonly HeardStretch[], settings: SegmenterSettings): AreaScores {
  const pairs = stretches.map(({ events, area, labels }) => {
    const inside = ({ onset, offset }: { onset: number; offset: number }) =>
      onset + offset > 2 * area.onset && onset + offset < 2 * area.offset;
    return { predictions: events.filter(inside), labels: labels.filter(inside) };
  });
  const { segmentWise, frameWise } = scoreBriefly(pairs, {
    toleranceSeconds: settings.toleranceSeconds,
    binSeconds: Math.min(0.001, settings.timeStepSeconds),
  });
  return { segmentF1: segmentWise.f1, frameF1: frameWise.f1 };
}

/** What a value gains on fewer labels than these may be chance: then it stays as it is. */
const FEWEST_LABELS_GAINED = 1.5;

/** Values that are tried, gaps in steps of time. */
const THRESHOLDS = [0.3, 0.4, 0.5, 0.6, 0.7];
const SPLIT_THRESHOLDS = [0.45, 0.6, 0.8, 0.9];
const GAPS = [1.6, 4, 8, 16];
const ROUNDS = 2;
/** So often everything is decoded. */
export const DECODINGS_TRIED = 3 + ROUNDS * (THRESHOLDS.length + SPLIT_THRESHOLDS.length + GAPS.length);

export interface FitFollowing {
  readonly signal?: AbortSignal;
  /** @param tried ways of decoding so far, of DECODINGS_TRIED */
  readonly onTry?: (tried: number) => void | Promise<void>;
}

/**
 * Fits decoding to labels: first how far boundaries lie from the labels on average, then threshold, splitting and the shortest gap, one after the
 * other, twice. The F1 of segments decides, with half the weight that of frames.
 */
export async function fitDecoding(
  stretches: readonly ScoredStretch[],
  settings: SegmenterSettings,
  { signal, onTry }: FitFollowing = {},
): Promise<DecodingSettings> {
  if (stretches.every(({ labels }) => labels.length === 0)) return settings.decoding;
  const labels = stretches.reduce((sum, stretch) => sum + stretch.labels.length, 0);
  let tried = 0;
  const hasTried = async (): Promise<void> => {
    // Decoding never awaits: only now can the thread hear that it is to stop.
    await setImmediate();
    signal?.throwIfAborted();
    await onTry?.(++tried);
  };
  let best = withShifts(stretches, settings);
  await hasTried();
  let bestGain = worth(stretches, { ...settings, decoding: best });
  await hasTried();
  const choices: Partial<Record<keyof DecodingSettings, readonly number[]>> = {
    threshold: THRESHOLDS,
    splitThreshold: SPLIT_THRESHOLDS,
    shortestGapSeconds: GAPS.map((steps) => steps * frameSeconds(settings)),
  };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, values] of Object.entries(choices)) {
      for (const value of values) {
        const decoding = { ...best, [name]: value };
        const gain = worth(stretches, { ...settings, decoding });
        await hasTried();
        if (gain <= bestGain + FEWEST_LABELS_GAINED / labels) continue;
        [best, bestGain] = [decoding, gain];
      }
    }
  }
  return withShifts(stretches, { ...settings, decoding: best });
}

function worth(stretches: readonly ScoredStretch[], settings: SegmenterSettings): number {
  const { segmentF1, frameF1 } = scoreAreas(stretches, settings);
  return segmentF1 + 0.5 * frameF1;
}

/** Moves boundaries by the median distance to the labels that they belong to. */
function withShifts(stretches: readonly ScoredStretch[], settings: SegmenterSettings): DecodingSettings {
  const apart = { onset: [] as number[], offset: [] as number[] };
  const reach = 3 * settings.toleranceSeconds;
  for (const { scores, labels } of stretches) {
    const events = decodeEvents(scores, settings);
    for (const label of labels) {
      for (const side of ['onset', 'offset'] as const) {
        const nearest = nearestTo(events, label[side], side);
        if (nearest !== undefined && Math.abs(nearest) < reach) apart[side].push(nearest);
      }
    }
  }
  const { decoding } = settings;
  return {
    ...decoding,
    onsetShiftSeconds: decoding.onsetShiftSeconds + middleOf(apart.onset),
    offsetShiftSeconds: decoding.offsetShiftSeconds + middleOf(apart.offset),
  };
}

/** How far the label lies behind the nearest event's boundary, s; by halving, as boundaries follow one another in time. */
function nearestTo(events: readonly SegmentEvent[], time: number, side: 'onset' | 'offset'): number | undefined {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (events[middle][side] < time) low = middle + 1;
    else high = middle;
  }
  const distances = events.slice(Math.max(0, low - 1), low + 1).map((event) => time - event[side]);
  return distances.sort((left, right) => Math.abs(left) - Math.abs(right))[0];
}

function middleOf(values: number[]): number {
  if (values.length < 5) return 0;
  return values.sort((left, right) => left - right)[values.length >> 1];
}
