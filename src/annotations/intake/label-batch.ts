import type { ParsedLabels } from '../formats/label-format.js';
import type { Label } from '../label.js';

/** Something odd about labels that were kept all the same. */
export interface LabelWarning {
  /** `past-the-end`, `no-such-channel`, `tiers-read` or `left-out`. */
  readonly code: string;
  readonly message: string;
  /** How many labels it is about; null when it is not about labels. */
  readonly count: number | null;
}

/** What is known of the recording that the labels are on. */
export interface LabelledRecording {
  readonly durationSeconds: number;
  readonly channels: number;
  readonly originalFileName: string;
}

/** Labels on their way to the database, as JSON arrays that it reads by itself: the event loop never holds them as objects. */
export interface LabelBatch {
  readonly count: number;
  readonly hasIds: boolean;
  readonly chunks: readonly string[];
  readonly warnings: readonly LabelWarning[];
}

/** Labels in one statement: the embedded database holds the event loop while it runs one. */
const CHUNK = 500;
/** Programs round the length of a recording differently. */
const TOLERANCE_SECONDS = 0.05;

const toRow = (label: Label): Record<string, unknown> => ({
  id: label.id,
  onset_seconds: label.onsetSeconds,
  offset_seconds: label.offsetSeconds,
  low_frequency_hz: label.lowFrequencyHz,
  high_frequency_hz: label.highFrequencyHz,
  channel: label.channel,
  species: label.species,
  individual: label.individual,
  cluster: label.cluster,
  text: label.text,
  confidence: label.confidence,
  model_name: label.modelName,
  model_version: label.modelVersion,
});

function warningsOf(labels: readonly Label[], { durationSeconds, channels }: LabelledRecording): LabelWarning[] {
  const past = labels.filter(({ offsetSeconds }) => offsetSeconds > durationSeconds + TOLERANCE_SECONDS).length;
  const elsewhere = labels.filter(({ channel }) => channel >= channels).length;
  return [
    ...(past > 0
      ? [{ code: 'past-the-end', message: `end after the recording does, at ${durationSeconds} s`, count: past }]
      : []),
    ...(elsewhere > 0
      ? [{ code: 'no-such-channel', message: `are on channels above the last, ${channels - 1}`, count: elsewhere }]
      : []),
  ];
}

export function toLabelBatch(
  labels: readonly Label[],
  recording: LabelledRecording,
  { remarks = [], readings = [] }: Partial<Pick<ParsedLabels, 'remarks' | 'readings'>> = {},
): LabelBatch {
  const chunks: string[] = [];
  for (let start = 0; start < labels.length; start += CHUNK) {
    chunks.push(JSON.stringify(labels.slice(start, start + CHUNK).map(toRow)));
  }
  return {
    count: labels.length,
    hasIds: labels.some(({ id }) => id !== undefined),
    chunks,
    warnings: [
      ...warningsOf(labels, recording),
      ...readings,
      ...remarks.map((message) => ({ code: 'left-out', message, count: null })),
    ],
  };
}
