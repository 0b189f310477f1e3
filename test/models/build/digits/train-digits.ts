import * as t from '../../../../src/training/index.js';
import { batchMaker, type Source } from './batches.js';
import { lesson } from './lesson.js';

export type Weights = ReadonlyMap<string, t.FloatTensor>;

export interface DigitTraining {
  readonly sources: readonly Source[];
  readonly steps: number;
  readonly peakRate: number;
  readonly seed: string;
  /** Weights to go on from. */
  readonly initial?: Weights;
  readonly onProgress?: (step: number, report: t.StepReport) => void;
}

const WARM_UP_STEPS = 60;

/** Trains on one thread, from random or given weights. */
export async function trainDigits(training: DigitTraining): Promise<Weights> {
  const { sources, steps, peakRate, seed, initial, onProgress } = training;
  const trainer = new t.Trainer({
    runtime: t.onnxRuntime({ threads: 1 }),
    model: lesson,
    optimiser: t.adamW({ weightDecay: 0.02 }),
    schedule: t.cosineDecay({ peak: peakRate, steps, warmUpSteps: WARM_UP_STEPS, floor: peakRate / 50 }),
    clipNorm: 1,
    averaging: 0.995,
    initial,
  });
  try {
    const batch = batchMaker(sources, seed);
    const { parameters } = await t.fit(trainer, {
      steps,
      batch,
      onProgress: ({ step, training: report }) => onProgress?.(step, report),
    });
    return parameters;
  } finally {
    await trainer.release();
  }
}
