import { createHash } from 'node:crypto';
import { InvalidRequestError, UnprocessableError } from '../../common/errors/errors.js';
import type { TrainingArea, TrainingSet } from '../../segmentation/learning/dto/training-set.js';
import { MAX_AREA_SECONDS } from '../finetune-limits.js';
import { Codebook } from './codebook.js';
import type { GivenRecording } from './given-recording.js';
import { groupRecordings } from './group-recordings.js';
import { treatRecording, type TreatedArea, type Treatment, untouched } from './treat-recording.js';
import { type TrainingWarning, warningsOf } from './training-warning.js';

/** A recording as it is called in the training set. */
export interface NamedRecording extends GivenRecording {
  readonly key: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly sha256: string;
}

export interface TrainingSummary {
  readonly recordings: number;
  readonly areas: number;
  /** Of all areas together. */
  readonly seconds: number;
  readonly labels: number;
  readonly classes: number;
  /** SHA-256 of sound, areas, labels and classes, hexadecimal: the same for the same lesson, whatever its recordings are called. */
  readonly sha256: string;
  readonly warnings: readonly TrainingWarning[];
}

/**
 * Makes one training set of all recordings; one may come several times, with other areas or channels.
 * @throws InvalidRequestError when no label is left, UnprocessableError for more than can be learnt from
 */
export function assembleTrainingSet(recordings: readonly NamedRecording[]): {
  readonly set: TrainingSet;
  readonly summary: TrainingSummary;
} {
  const total = untouched();
  const treated: (TreatedArea & { readonly recording: NamedRecording })[] = [];
  for (const recording of groupRecordings(recordings)) {
    const { areas, treatment } = treatRecording(recording);
    treated.push(...areas.map((area) => ({ ...area, recording })));
    for (const field of Object.keys(total) as (keyof Treatment)[]) total[field] += treatment[field];
  }
  const labels = treated.flatMap((area) => area.labels);
  if (labels.length === 0) {
    throw new InvalidRequestError('No valid training data specified. Re-check the annotated areas.');
  }
  const seconds = treated.reduce((sum, { onset, offset }) => sum + offset - onset, 0);
  if (seconds > MAX_AREA_SECONDS) {
    const message = `The areas last ${Math.round(seconds)} seconds together; a model learns from ${MAX_AREA_SECONDS} at most. Choose some of them.`;
    throw new UnprocessableError('too-much-training-data', message);
  }
  const codebook = new Codebook(labels);
  const areas = treated.map(({ recording, channel = null, onset, offset, labels: inside }): TrainingArea => ({
    recording: recording.key,
    channel,
    onset,
    offset,
    labels: inside.map((label) => ({ onset: label.onset, offset: label.offset, class: codebook.numberOf(label.name) })),
  }));
  const set: TrainingSet = { format: 'earshot-training-set-1', classes: codebook.classes, areas };
  const used = new Map(treated.map(({ recording }) => [recording.key, recording.sha256]));
  return {
    set,
    summary: {
      recordings: used.size,
      areas: areas.length,
      seconds,
      labels: labels.length,
      classes: codebook.classes.length,
      sha256: hashOf(set, used),
      warnings: warningsOf(total, codebook.rare),
    },
  };
}

function hashOf({ classes, areas }: TrainingSet, sounds: ReadonlyMap<string, string>): string {
  const lessons = areas.map((area) => JSON.stringify({ ...area, recording: sounds.get(area.recording) })).sort();
  return createHash('sha256')
    .update(JSON.stringify([classes, lessons]))
    .digest('hex');
}
