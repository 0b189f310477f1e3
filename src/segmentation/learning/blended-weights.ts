import { type FloatTensor, type GraphRuntime } from '../../training/index.js';
import { type LabelledStretch } from './examples/labelled-clips.js';
import { type Following, type Segmenter, type ValidationScores } from './learning-types.js';
import { evaluateStretches } from './score-stretches.js';

type Weights = ReadonlyMap<string, FloatTensor>;

/** How far the result may go from the base towards what was learned. */
const NEAREST_SHARE = 0.5;
const FURTHER_SHARES = [0.7, 1];
/** How many are tried. */
export const SHARES = 1 + FURTHER_SHARES.length;
/** When nothing could be held back. */
export const USUAL_SHARE = NEAREST_SHARE;
/** What going further wins on fewer labels than these may be chance. */
const FEWEST_LABELS_WON = 1;

/**
 * The base's weights, moved by a share of the way to the learned ones (Wortsman et al., Robust fine-tuning of zero-shot models, 2022): the voices that were
 * learned are known, and noises that the few labelled seconds did not hold are not forgotten. What the base does not have is taken as it was learned.
 */
export function blendedWeights(base: Weights, learned: Weights, share: number): Weights {
  return new Map(
    [...learned].map(([name, tensor]) => {
      const before = base.get(name)?.data;
      if (before === undefined || share === 1) return [name, tensor];
      const data = Float32Array.from(tensor.data, (value, index) => share * value + (1 - share) * before[index]);
      return [name, { ...tensor, data }];
    }),
  );
}

export interface ChosenShare {
  readonly share: number;
  readonly scores: ValidationScores;
}

/** The smallest share that does as well as any on labels that were held back, and how well. */
export async function chooseShare(
  base: Weights,
  learned: Segmenter,
  heldBack: readonly LabelledStretch[],
  runtime: GraphRuntime,
  following: Following = {},
): Promise<ChosenShare> {
  const labels = heldBack.reduce((sum, stretch) => sum + stretch.labels.length, 0);
  const scored = async (share: number): Promise<ChosenShare> => {
    const weights = blendedWeights(base, learned.weights, share);
    return { share, scores: await evaluateStretches({ ...learned, weights }, heldBack, runtime, following) };
  };
  let best = await scored(NEAREST_SHARE);
  for (const share of FURTHER_SHARES) {
    const further = await scored(share);
    if (worth(further.scores) > worth(best.scores) + FEWEST_LABELS_WON / Math.max(1, labels)) best = further;
  }
  return best;
}

const worth = ({ segmentF1, frameF1 }: ValidationScores): number => segmentF1 + 0.5 * frameF1;
