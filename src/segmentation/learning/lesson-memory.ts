import { CONTEXT_SECONDS } from './lesson-audio.js';
import { mostFramesFor } from './sample-stretches.js';
import { FINEST_STEP, middle } from './suggest-settings.js';

/** How much there is to learn from. */
export interface LessonSize {
  /** Of all areas together. */
  readonly seconds: number;
  readonly areas: number;
  readonly classes: number;
  /** Of each recording, Hz; at least one. */
  readonly sampleRatesHz: readonly number[];
  /** What was chosen; the rest is suggested by recordings and labels. */
  readonly settings?: { readonly sampleRateHz?: number; readonly timeStepSeconds?: number };
}

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** The rate at which a lesson is heard, Hz. */
export const rateOfLesson = ({ sampleRatesHz, settings }: LessonSize): number =>
  settings?.sampleRateHz ?? middle(sampleRatesHz);

/**
 * Bytes that a training takes at most because of its labelled audio: the samples of all areas, and the scores that decoding is fitted to. What every
 * training takes for network and batches comes on top.
 */
export function bytesOfLesson(size: LessonSize): number {
  const { seconds, areas, classes, settings } = size;
  const heardSeconds = seconds + 2 * CONTEXT_SECONDS * areas;
  const frames = Math.min(mostFramesFor(classes), heardSeconds / (settings?.timeStepSeconds ?? FINEST_STEP));
  return BYTES * (heardSeconds * rateOfLesson(size) + frames * (3 + classes));
}
