import { rm } from 'node:fs/promises';
import type { AudioDescription } from '../../audio/audio-source.js';
import { describeAudio } from '../../audio/describe/describe-audio.js';
import type { ComputeTask } from '../../compute/compute-task.js';
import type { TrainingSummary } from '../training-set/assemble-training-set.js';
import { nameOf } from '../training-set/class-name.js';
import { writeTrainingSet } from '../training-set/write-training-set.js';
import type { ZipLimits } from './pair-entries.js';
import type { PairHints } from './read-pair-labels.js';
import { unpackTrainingZip } from './unpack-training-zip.js';

export interface AssembleZipInput {
  readonly zip: string;
  readonly directory: string;
  readonly output: string;
  readonly limits: ZipLimits;
  readonly maxDurationSeconds: number;
  readonly ffmpegPath: string | null;
  /** Whether all labels are of one class, whatever they say. */
  readonly ignoreClasses: boolean;
}

/** A recording of the zip as it lies in the directory, under its key. */
export interface UnpackedSource {
  readonly key: string;
  readonly contentType: string;
  readonly durationSeconds: number;
  readonly sampleRateHz: number;
}

export interface AssembledZip {
  readonly summary: TrainingSummary;
  readonly sources: readonly UnpackedSource[];
  /** What the files of labels say about settings, the middle one of those that say it. */
  readonly hints: PairHints;
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b).at(Math.floor((values.length - 1) / 2));
}

function middleOf(hints: readonly PairHints[]): PairHints {
  const fields = ['sampleRateHz', 'minFrequencyHz', 'timeStepSeconds'] as const;
  const given = fields.map((field) => {
    const values = hints.map((hint) => hint[field]).filter((value) => value !== undefined);
    return [field, values.length === 0 ? undefined : median(values)] as const;
  });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** Unpacks a zip, looks at its recordings, and makes its training set. */
const assembleZipTask: ComputeTask<AssembleZipInput, AssembledZip> = async (input) => {
  const describe = async (path: string): Promise<AudioDescription> => {
    const source = { path, contentType: 'application/octet-stream', ffmpegPath: input.ffmpegPath };
    return (await describeAudio(source, { maxDurationSeconds: input.maxDurationSeconds })).description;
  };
  const unpacked = await unpackTrainingZip(input.zip, { limits: input.limits, directory: input.directory, describe });
  const recordings = input.ignoreClasses
    ? unpacked.map((one) => ({ ...one, labels: one.labels.map((label) => ({ ...label, name: nameOf() })) }))
    : unpacked;
  const summary = await writeTrainingSet(input.output, recordings);
  await rm(input.zip, { force: true });
  return {
    summary,
    sources: unpacked.map(({ key, contentType, durationSeconds, sampleRateHz }) => ({
      key,
      contentType,
      durationSeconds,
      sampleRateHz,
    })),
    hints: middleOf(unpacked.map(({ hints }) => hints)),
  };
};
export default assembleZipTask;
