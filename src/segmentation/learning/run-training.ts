import {
  adamW,
  type CheckpointStore,
  cosineDecay,
  fit,
  type FitProgress,
  type FloatTensor,
  type GraphRuntime,
  Trainer,
} from '../../training/index.js';
import { type SegmenterSettings } from '../network/segmenter-settings.js';
import { Batches } from './examples/batches.js';
import { type ClipSource } from './examples/training-clip.js';
import { segmenterModel } from './segmenter-loss.js';

/** Frames of an example: 1.28 s at 2.5 ms. */
const EXAMPLE_FRAMES = 512;
const CROPS_OF_CLIP = 4;

export interface TrainingRun {
  readonly settings: SegmenterSettings;
  /** One for each example of a batch. */
  readonly sources: readonly ClipSource[];
  readonly steps: number;
  /** Highest learning rate; the first twentieth of the steps leads up to it. */
  readonly rate: number;
  /** Memory of the moving average that is the result. */
  readonly averaging: number;
  readonly seed: number;
  readonly initial?: ReadonlyMap<string, FloatTensor>;
  readonly runtime: GraphRuntime;
  readonly checkpoints?: { readonly store: CheckpointStore; readonly everySteps: number };
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FitProgress) => void | Promise<void>;
}

/** Trains a segmenter's weights on clips. */
export async function runTraining(run: TrainingRun): Promise<ReadonlyMap<string, FloatTensor>> {
  const { settings, steps, seed, runtime, initial, averaging } = run;
  const { bands } = settings.network;
  const batches = new Batches({
    sources: run.sources,
    bands,
    frames: EXAMPLE_FRAMES,
    seed,
    cropsOfClip: CROPS_OF_CLIP,
  });
  const trainer = new Trainer({
    runtime,
    model: segmenterModel(settings.network, settings.classes.length),
    optimiser: adamW({ weightDecay: 0.01 }),
    schedule: cosineDecay({ peak: run.rate, steps, warmUpSteps: Math.ceil(steps / 20), floor: run.rate / 50 }),
    clipNorm: 1,
    seed,
    initial,
    averaging,
  });
  try {
    const { parameters } = await fit(trainer, {
      steps,
      batch: (step) => batches.batch(step),
      checkpoints: run.checkpoints,
      signal: run.signal,
      onProgress: run.onProgress,
    });
    return parameters;
  } finally {
    await trainer.release();
  }
}
