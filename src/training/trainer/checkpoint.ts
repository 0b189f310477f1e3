import { type FloatTensor } from '../graph/tensor-data.js';
import { readSafetensors } from '../serialisation/read-safetensors.js';
import { writeSafetensors } from '../serialisation/write-safetensors.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { type EarlyStoppingState } from './early-stopping.js';
import { type TrainerState } from './trainer.js';

/** Where checkpoints are kept; the library itself touches no files. Writing must be atomic: the old bytes or the new. */
export interface CheckpointStore {
  read(): Promise<Uint8Array | undefined>;
  /** @param occasion `ending`: none follows for now, so a store that leaves some out must keep this one */
  write(checkpoint: Uint8Array, occasion: CheckpointOccasion): Promise<void>;
}

export type CheckpointOccasion = 'regular' | 'ending';

export interface Checkpoint {
  readonly trainer: TrainerState;
  readonly stopping: EarlyStoppingState;
}

const format = 'earshot-checkpoint-1';

/** A safetensors file with everything that a run needs to go on. */
export function writeCheckpoint({ trainer, stopping }: Checkpoint): Uint8Array {
  const tensors = new Map([
    ...prefixed('state:', trainer.tensors),
    ...prefixed('average:', trainer.averages),
    ...prefixed('best:', stopping.bestParameters ?? new Map<string, FloatTensor>()),
  ]);
  return writeSafetensors(tensors, {
    format,
    step: String(trainer.step),
    bestLoss: String(stopping.bestLoss),
    bestStep: String(stopping.bestStep),
    roundsWithoutGain: String(stopping.roundsWithoutGain),
  });
}

/** @throws TrainingArgumentError when the bytes are no checkpoint */
export function readCheckpoint(bytes: Uint8Array): Checkpoint {
  const file = readSafetensors(bytes);
  if (file.metadata.get('format') !== format) {
    throw new TrainingArgumentError('checkpoint', `is not in the format ${format}; begin anew or give another file.`);
  }
  const number = (key: string) => {
    const value = Number(file.metadata.get(key) ?? NaN);
    if (!Number.isNaN(value)) return value;
    throw new TrainingArgumentError('checkpoint', `lacks ${key}; begin anew or give another file.`);
  };
  const tensors = file.allFloat32();
  const best = withPrefix('best:', tensors);
  return {
    trainer: {
      step: number('step'),
      tensors: withPrefix('state:', tensors),
      averages: withPrefix('average:', tensors),
    },
    stopping: {
      bestLoss: number('bestLoss'),
      bestStep: number('bestStep'),
      roundsWithoutGain: number('roundsWithoutGain'),
      bestParameters: best.size > 0 ? best : undefined,
    },
  };
}

function prefixed(prefix: string, tensors: ReadonlyMap<string, FloatTensor>): [string, FloatTensor][] {
  return [...tensors].map(([name, tensor]) => [prefix + name, tensor]);
}

function withPrefix(prefix: string, tensors: ReadonlyMap<string, FloatTensor>): Map<string, FloatTensor> {
  const matching = [...tensors].filter(([name]) => name.startsWith(prefix));
  return new Map(matching.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}
