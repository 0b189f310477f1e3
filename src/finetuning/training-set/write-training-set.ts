import { open } from 'node:fs/promises';
import { assembleTrainingSet, type NamedRecording, type TrainingSummary } from './assemble-training-set.js';

/** Makes a training set and puts it on the disk. @throws ApplicationError 4xx, as `assembleTrainingSet` does */
export async function writeTrainingSet(path: string, recordings: readonly NamedRecording[]): Promise<TrainingSummary> {
  const { set, summary } = assembleTrainingSet(recordings);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify(set));
    await file.sync();
  } finally {
    await file.close();
  }
  return summary;
}
