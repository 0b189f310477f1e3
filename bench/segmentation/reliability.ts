import { intersectionOverUnion } from '../../src/segmentation/scores/overlap-matches.js';
import { type HeardStretch } from '../../src/segmentation/learning/fit-decoding.js';

/** An event, and whether a label overlaps it by half or more (intersection over union). */
export interface JudgedEvent {
  readonly confidence: number;
  readonly isTrue: boolean;
}

export interface ReliabilityBin {
  readonly from: number;
  readonly events: number;
  readonly meanConfidence: number;
  /** Share of true events: where confidence is calibrated, it is the mean confidence. */
  readonly trueShare: number;
}

const BINS = 10;
const LEAST_OVERLAP = 0.5;

/** The events whose middle lies in the area. */
export function judgeEvents(stretches: readonly HeardStretch[]): JudgedEvent[] {
  return stretches.flatMap(({ events, labels, area }) =>
    events
      .filter(({ onset, offset }) => onset + offset > 2 * area.onset && onset + offset < 2 * area.offset)
      .map((event) => ({
        confidence: event.confidence,
        isTrue: labels.some((label) => intersectionOverUnion(event, label) >= LEAST_OVERLAP),
      })),
  );
}

/** Reliability in bins of a tenth (Niculescu-Mizil and Caruana, 2005); empty bins are left out. */
export function reliability(events: readonly JudgedEvent[]): ReliabilityBin[] {
  return Array.from({ length: BINS }, (_, bin) => {
    const own = events.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin);
    return {
      from: bin / BINS,
      events: own.length,
      meanConfidence: mean(own.map(({ confidence }) => confidence)),
      trueShare: mean(own.map(({ isTrue }) => Number(isTrue))),
    };
  }).filter((bin) => bin.events > 0);
}

/** Mean distance of confidence and share of true events over the bins, weighted by their events (Naeini et al., 2015). */
export function expectedCalibrationError(events: readonly JudgedEvent[]): number {
  const sum = reliability(events).reduce(
    (total, bin) => total + bin.events * Math.abs(bin.meanConfidence - bin.trueShare),
    0,
  );
  return sum / Math.max(1, events.length);
}

/** Mean squared distance of confidence and truth. */
export const brierScore = (events: readonly JudgedEvent[]): number =>
  mean(events.map(({ confidence, isTrue }) => (confidence - Number(isTrue)) ** 2));

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
