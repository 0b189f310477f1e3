import { type GraphRuntime } from '../../training/index.js';
import { EventDecoder } from '../network/event-decoder.js';
import { type SegmentEvent } from '../network/segmenter-settings.js';
import { type LabelledStretch } from './examples/labelled-clips.js';
import { type AreaScores, scoreEvents, type ScoredStretch } from './fit-decoding.js';
import { type Following, type Segmenter } from './learning-types.js';
import { SignalScorer } from './score-signal.js';
import { VocalLoss } from './vocal-loss.js';

/**
 * Runs a segmenter over labelled stretches and keeps the scores of all their frames, to try several ways of decoding: see `sampleStretches` for many
 * minutes. The loss is the mean cross-entropy of vocalisation of the areas' frames.
 */
export async function scoreStretches(
  segmenter: Segmenter,
  stretches: readonly LabelledStretch[],
  runtime: GraphRuntime,
  { signal, onFrames }: Following = {},
): Promise<{ stretches: ScoredStretch[]; loss: number }> {
  const scored: ScoredStretch[] = [];
  const losses: VocalLoss[] = [];
  await withScorer(segmenter, runtime, async (scorer) => {
    for (const stretch of stretches) {
      signal?.throwIfAborted();
      const scores = await scorer.score(stretch.samples, { signal, onFrames });
      scored.push({ scores, area: stretch.area, labels: stretch.labels });
      const loss = new VocalLoss(stretch);
      loss.add(scores);
      losses.push(loss);
    }
  });
  return { stretches: scored, loss: meanOf(losses) };
}

/** The same with one way of decoding: how well the segmenter does on stretches of any length, in memory that grows with their events only. */
export async function evaluateStretches(
  segmenter: Segmenter,
  stretches: readonly LabelledStretch[],
  runtime: GraphRuntime,
  { signal, onFrames }: Following = {},
): Promise<AreaScores & { readonly loss: number }> {
  const heard: (Pick<LabelledStretch, 'area' | 'labels'> & { readonly events: SegmentEvent[] })[] = [];
  const losses: VocalLoss[] = [];
  await withScorer(segmenter, runtime, async (scorer) => {
    for (const stretch of stretches) {
      const decoder = new EventDecoder(segmenter.settings);
      const loss = new VocalLoss(stretch);
      const events: SegmentEvent[] = [];
      for await (const scores of scorer.scores(stretch.samples)) {
        signal?.throwIfAborted();
        loss.add(scores);
        events.push(...decoder.push(scores));
        await onFrames?.(scores.frames);
      }
      events.push(...decoder.flush());
      heard.push({ events, area: stretch.area, labels: stretch.labels });
      losses.push(loss);
    }
  });
  return { ...scoreEvents(heard, segmenter.settings), loss: meanOf(losses) };
}

async function withScorer(
  segmenter: Segmenter,
  runtime: GraphRuntime,
  work: (scorer: SignalScorer) => Promise<void>,
): Promise<void> {
  const scorer = await SignalScorer.open(segmenter, runtime);
  try {
    await work(scorer);
  } finally {
    await scorer.release();
  }
}

function meanOf(losses: readonly VocalLoss[]): number {
  let [sum, frames] = [0, 0];
  for (const loss of losses) {
    sum += loss.sum;
    frames += loss.frames;
  }
  return sum / Math.max(1, frames);
}
