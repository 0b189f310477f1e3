import { checkInteger } from '../check-arguments.js';
import { type FloatTensor } from '../graph/tensor-data.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { type CheckpointOccasion, type CheckpointStore, readCheckpoint, writeCheckpoint } from './checkpoint.js';
import { EarlyStopping } from './early-stopping.js';
import { type Batch } from './model.js';
import { type Evaluation, type StepReport, type Trainer } from './trainer.js';

export interface ValidationOptions {
  /** Their losses are averaged, each batch with the same weight. */
  batches: readonly Batch[];
  everySteps: number;
  /** Validations without gain after which training ends; it goes on to its last step when left out. */
  patience?: number;
  /** By which the loss must fall to count as gain; 0 when left out. */
  smallestGain?: number;
}

export interface FitProgress {
  readonly step: number;
  readonly steps: number;
  readonly training: StepReport;
  /** After the steps that were followed by a validation. */
  readonly validation?: Evaluation & { readonly best: boolean };
}

export interface FitOptions {
  /** Steps of the whole run, those before a resume included. */
  steps: number;
  /** Batch of a step, counted from 1. The same step must give the same batch, or a resumed run is another run. */
  batch: (step: number) => Batch | Promise<Batch>;
  validation?: ValidationOptions;
  /** When the store holds a checkpoint, the run goes on from it. */
  checkpoints?: { store: CheckpointStore; everySteps: number };
  onProgress?: (progress: FitProgress) => void | Promise<void>;
  /** Ends the run between two steps, after a checkpoint was written; `fit` then throws the reason. */
  signal?: AbortSignal;
}

export interface FitResult {
  /** Step after which the run ended. */
  readonly steps: number;
  readonly endedBy: 'steps' | 'patience';
  /** Those of the best validation, or of the last step without validation. */
  readonly parameters: ReadonlyMap<string, FloatTensor>;
  readonly best?: { readonly step: number; readonly loss: number };
}

/** Trains to the end: batches, validation, early stopping, checkpoints and progress. */
export async function fit(trainer: Trainer, options: FitOptions): Promise<FitResult> {
  checkOptions(options);
  const { steps, validation, checkpoints, signal } = options;
  const stopping = new EarlyStopping(validation?.patience, validation?.smallestGain);
  await resume(trainer, stopping, checkpoints?.store);
  const save = (occasion: CheckpointOccasion) =>
    checkpoints?.store.write(writeCheckpoint({ trainer: trainer.snapshot(), stopping: stopping.state }), occasion);

  while (trainer.step < steps && !stopping.exhausted) {
    if (signal?.aborted) {
      // Before the first step there is nothing to keep; what a run begins with is the caller's.
      if (trainer.step > 0) await save('ending');
      signal.throwIfAborted();
    }
    const training = await trainer.train(await options.batch(trainer.step + 1));
    const { step } = training;
    const evaluation =
      validation && (step % validation.everySteps === 0 || step === steps)
        ? await validate(trainer, validation.batches)
        : undefined;
    const best = evaluation && stopping.observe(step, evaluation.loss, () => trainer.parameters());
    if (step === steps || stopping.exhausted) await save('ending');
    else if (checkpoints && step % checkpoints.everySteps === 0) await save('regular');
    await options.onProgress?.({
      step,
      steps,
      training,
      validation: evaluation && { ...evaluation, best: best === true },
    });
  }

  const { bestParameters, bestStep, bestLoss } = stopping.state;
  return {
    steps: trainer.step,
    endedBy: stopping.exhausted ? 'patience' : 'steps',
    parameters: bestParameters ?? trainer.parameters(),
    best: bestParameters && { step: bestStep, loss: bestLoss },
  };
}

async function resume(trainer: Trainer, stopping: EarlyStopping, store?: CheckpointStore): Promise<void> {
  const bytes = await store?.read();
  if (!bytes) return;
  const checkpoint = readCheckpoint(bytes);
  trainer.restore(checkpoint.trainer);
  stopping.state = checkpoint.stopping;
}

async function validate(trainer: Trainer, batches: readonly Batch[]): Promise<Evaluation> {
  let loss = 0;
  const metrics: Record<string, number> = {};
  for (const batch of batches) {
    const evaluation = await trainer.evaluate(batch);
    loss += evaluation.loss / batches.length;
    for (const [name, value] of Object.entries(evaluation.metrics)) {
      metrics[name] = (metrics[name] ?? 0) + value / batches.length;
    }
  }
  return { loss, metrics };
}

function checkOptions({ steps, validation, checkpoints }: FitOptions): void {
  checkInteger('steps', steps, 1);
  if (checkpoints) checkInteger('checkpoints.everySteps', checkpoints.everySteps, 1);
  if (!validation) return;
  checkInteger('validation.everySteps', validation.everySteps, 1);
  if (validation.patience !== undefined) checkInteger('validation.patience', validation.patience, 1);
  if (validation.batches.length === 0) {
    throw new TrainingArgumentError(
      'validation.batches',
      'must hold at least one batch; leave validation out instead.',
    );
  }
}
