import { type CheckpointStore, type FloatTensor, onnxRuntime } from '../../training/index.js';
import { BASE_SETTINGS } from '../network/base-settings.js';
import { backgroundsOf } from './examples/backgrounds.js';
import { LabelledClips, type LabelledStretch } from './examples/labelled-clips.js';
import { PastedClips } from './examples/pasted-clips.js';
import { SyntheticClips } from './examples/synthetic-clips.js';
import { type ClipSource } from './examples/training-clip.js';
import { runTraining } from './run-training.js';

export interface BaseTraining {
  /** Labelled recordings of animals: boundaries are learned from them. */
  readonly animals: readonly LabelledStretch[];
  /** Labelled speech: only where somebody speaks is learned from it. */
  readonly speech: readonly LabelledStretch[];
  readonly seed: number;
  /** Steps on invented calls and speech, and then on animals, too. */
  readonly steps?: { readonly invented: number; readonly labelled: number };
  /** Weights that the first part gave before: it is then left out. */
  readonly invented?: Weights;
  /** Stores for the checkpoints of the two parts. */
  readonly checkpoints?: { readonly invented: CheckpointStore; readonly labelled: CheckpointStore } | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (part: 'invented' | 'labelled', step: number, steps: number, loss: number) => void;
}

export type Weights = ReadonlyMap<string, FloatTensor>;
type Steps = Required<BaseTraining>['steps'];

export const BASE_STEPS: Steps = { invented: 2_000, labelled: 450 };

const INVENTED = { rate: 0.002, averaging: 0.998 };
const LABELLED = { rate: 0.001, averaging: 0.99 };
const CHECKPOINT_STEPS = 100;

/** Weights after invented calls and speech alone. They know no labelled animal, so that every fold of a cross-validation may begin with them. */
export async function trainOnInventedCalls(training: BaseTraining): Promise<Weights> {
  if (training.invented) return training.invented;
  const invented = new SyntheticClips(BASE_SETTINGS);
  const low = new SyntheticClips({ ...BASE_SETTINGS, sampleRateHz: 16_000, maxFrequencyHz: 8_000 });
  const sources = [invented, invented, invented, invented, low, speechClips(training) ?? invented];
  return runPart(training, 'invented', { sources, ...INVENTED });
}

/** The weights of a base: invented calls and speech first, then labelled animals beside them. */
export async function trainBaseSegmenter(training: BaseTraining): Promise<Weights> {
  const initial = await trainOnInventedCalls(training);
  const { animals } = training;
  if (animals.length === 0) return initial;
  const backgrounds = backgroundsOf(animals);
  const own = new LabelledClips(animals, { speed: 1.15, probability: 0.4, backgrounds });
  const invented = new SyntheticClips(BASE_SETTINGS, { backgrounds, blows: true });
  const pasted = new PastedClips(animals, { speed: 1.15, probability: 0.4 });
  const elsewhere = pasted.possible ? pasted : own;
  const sources = [own, own, elsewhere, elsewhere, invented, speechClips(training) ?? invented];
  return runPart(training, 'labelled', { sources, initial, ...LABELLED });
}

function speechClips({ speech }: BaseTraining): ClipSource | undefined {
  return speech.length > 0 ? new LabelledClips(speech, { speed: 1.2, probability: 0.4 }) : undefined;
}

function runPart(
  training: BaseTraining,
  part: keyof Steps,
  run: { sources: readonly ClipSource[]; initial?: Weights; rate: number; averaging: number },
): Promise<Weights> {
  const steps = (training.steps ?? BASE_STEPS)[part];
  const store = training.checkpoints?.[part];
  return runTraining({
    settings: BASE_SETTINGS,
    steps,
    seed: training.seed + (part === 'labelled' ? 1 : 0),
    runtime: onnxRuntime({ threads: 1 }),
    checkpoints: store && { store, everySteps: CHECKPOINT_STEPS },
    signal: training.signal,
    onProgress: ({ step, training: { loss } }) => training.onProgress?.(part, step, steps, loss),
    ...run,
  });
}
