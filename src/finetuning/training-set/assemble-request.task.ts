import { readFile } from 'node:fs/promises';
import { InvalidRequestError } from '../../common/errors/errors.js';
import type { ComputeTask } from '../../compute/compute-task.js';
import { readTrainingRequest } from '../intake/read-training-request.js';
import type { NamedRecording, TrainingSummary } from './assemble-training-set.js';
import { nameOf } from './class-name.js';
import type { GivenLabel } from './given-recording.js';
import { writeTrainingSet } from './write-training-set.js';

/** What is known of a recording of the request, in the order of the request. */
export interface KnownRecording {
  readonly durationSeconds: number;
  readonly sha256: string;
  readonly channels: number;
  /** JSON lines: arrays of labels of its track of annotations. */
  readonly trackLabels?: string;
}

export interface AssembleRequestInput {
  readonly request: string;
  readonly recordings: readonly KnownRecording[];
  readonly output: string;
}

interface TrackLabel {
  readonly onsetSeconds: number;
  readonly offsetSeconds: number;
  readonly channel: number;
  readonly species: string;
  readonly individual: string;
  readonly cluster: string;
}

async function readTrackLabels(path: string): Promise<GivenLabel[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  const labels = lines.flatMap((line) => JSON.parse(line) as TrackLabel[]);
  // Tracks may hold moments; a sound lasts.
  const lasting = labels.filter(({ onsetSeconds, offsetSeconds }) => offsetSeconds > onsetSeconds);
  return lasting.map(({ onsetSeconds, offsetSeconds, channel, species, individual, cluster }) => ({
    onset: onsetSeconds,
    offset: offsetSeconds,
    channel,
    name: nameOf(species, individual, cluster),
  }));
}

function refuseChannels(recordings: readonly NamedRecording[], known: readonly KnownRecording[]): void {
  for (const [index, { areas }] of recordings.entries()) {
    const { channels } = known[index];
    if (typeof areas === 'string') continue;
    const area = areas.findIndex(({ channel = 0 }) => channel >= channels);
    if (area === -1) continue;
    const message = `must be below ${channels}, the number of channels of the recording`;
    throw InvalidRequestError.forField(`recordings.${index}.areas.${area}.channel`, message);
  }
}

/** Makes the training set of a request whose recordings were found. A recording may come several times, as for its channels. */
const assembleRequestTask: ComputeTask<AssembleRequestInput, TrainingSummary> = async (input) => {
  const { recordings } = readTrainingRequest(await readFile(input.request, 'utf8'));
  const named: NamedRecording[] = [];
  for (const [index, { recordingId, areas, labels }] of recordings.entries()) {
    const { trackLabels, durationSeconds, sha256 } = input.recordings[index];
    const given = 'version' in labels ? await readTrackLabels(trackLabels!) : labels;
    named.push({ key: recordingId, durationSeconds, sha256, areas, labels: given });
  }
  refuseChannels(named, input.recordings);
  return writeTrainingSet(input.output, named);
};
export default assembleRequestTask;
