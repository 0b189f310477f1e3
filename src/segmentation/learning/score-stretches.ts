import { type GraphRuntime } from '../../training/index.js';
import { type FrameScores } from '../network/frame-scores.js';
import { frameTargets } from './examples/frame-targets.js';
import { type LabelledStretch } from './examples/labelled-clips.js';
import { type ScoredStretch } from './fit-decoding.js';
import { type Segmenter } from './learning-types.js';
import { SignalScorer } from './score-signal.js';

/** Runs a segmenter over labelled stretches. The loss is the mean cross-entropy of vocalisation of the areas' frames. */
export async function scoreStretches(
  segmenter: Segmenter,
  stretches: readonly LabelledStretch[],
  runtime: GraphRuntime,
): Promise<{ stretches: ScoredStretch[]; loss: number }> {
  const scorer = await SignalScorer.open(segmenter, runtime);
  const scored: ScoredStretch[] = [];
  let [loss, weight] = [0, 0];
  try {
    for (const stretch of stretches) {
      const scores = await scorer.score(stretch.samples);
      scored.push({ scores, area: stretch.area, labels: stretch.labels });
      const sum = crossEntropyOf(scores, stretch);
      loss += sum.loss;
      weight += sum.weight;
    }
  } finally {
    await scorer.release();
  }
  return { stretches: scored, loss: loss / Math.max(1, weight) };
}

function crossEntropyOf(scores: FrameScores, stretch: LabelledStretch): { loss: number; weight: number } {
  const targets = frameTargets({ ...stretch, exact: true, classified: true }, scores.frames);
  let [loss, weight] = [0, 0];
  for (let frame = 0; frame < scores.frames; frame++) {
    const probability = Math.min(1 - 1e-6, Math.max(1e-6, scores.vocal[frame]));
    const target = targets.vocal[frame];
    loss -= targets.vocalWeights[frame] * (target * Math.log(probability) + (1 - target) * Math.log(1 - probability));
    weight += targets.vocalWeights[frame];
  }
  return { loss, weight };
}
