import * as t from '../../../training/index.js';
import { detectorNetwork } from '../detector/detector-network.js';
import { Lessons } from './lessons.js';
import type { SoundPool } from './scenes/sound-pool.js';

/** What training does where it is told nothing else. */
export const DETECTOR_TRAINING = { scenes: 15_000, steps: 9000, batch: 16, rate: 0.003, averaging: 0.997 } as const;

export interface DetectorTraining {
  readonly pool: SoundPool;
  readonly seed: number;
  /** Scenes that are made and learned from. */
  readonly scenes: number;
  readonly steps: number;
  readonly onScene?: (made: number) => void;
  readonly onStep?: (step: number, loss: number) => void;
}

/** Trains the network on scenes. The same pool, seed and counts give the same weights. */
export async function trainDetector(training: DetectorTraining): Promise<ReadonlyMap<string, t.FloatTensor>> {
  const { pool, seed, scenes, steps, onScene, onStep } = training;
  const { rate, averaging, batch } = DETECTOR_TRAINING;
  const lessons = new Lessons(pool, seed);
  while (lessons.count < scenes) {
    lessons.add();
    onScene?.(lessons.count);
  }
  const trainer = new t.Trainer({
    runtime: t.onnxRuntime({ threads: 1 }),
    model: (_, { frames, labels, weights }) => ({
      loss: t.binaryCrossEntropy(detectorNetwork(frames), labels, { weights }),
    }),
    optimiser: t.adamW({ weightDecay: 0.01 }),
    schedule: t.cosineDecay({ peak: rate, steps, warmUpSteps: Math.ceil(steps / 20), floor: rate / 50 }),
    clipNorm: 1,
    seed,
    averaging,
  });
  try {
    const { parameters } = await t.fit(trainer, {
      steps,
      batch: (step) => lessons.batch(t.randomSource('batch', seed, step), batch),
      onProgress: ({ step, training: { loss } }) => onStep?.(step, loss),
    });
    return parameters;
  } finally {
    await trainer.release();
  }
}
