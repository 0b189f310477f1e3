import { plainToInstance } from 'class-transformer';
import { isUUID, validateSync } from 'class-validator';
import { InvalidRequestError } from '../../common/errors/errors.js';
import { reasonOf } from '../../common/errors/reason-of.js';
import { checkStructure } from '../../common/http/check-structure.js';
import { toInvalidRequest } from '../../common/http/validation.pipe.js';
import { FinetuneHead } from '../dto/create-finetune.dto.js';
import { MAX_AREAS, MAX_LABELS, MAX_RECORDINGS } from '../finetune-limits.js';
import type { GivenAreas, GivenLabel, GivenStretch } from '../training-set/given-recording.js';
import { readLabel, readStretch } from './read-stretch.js';

export interface TrackReference {
  readonly id: string;
  readonly version: number | 'latest';
}

/** One recording of a request, before anything is known of it. */
export interface RequestedRecording {
  readonly recordingId: string;
  readonly areas: GivenAreas;
  readonly labels: readonly GivenLabel[] | TrackReference;
}

export interface TrainingRequest {
  readonly head: FinetuneHead;
  readonly recordings: readonly RequestedRecording[];
}

const FIELDS = ['recordingId', 'areas', 'labels', 'annotationTrackId', 'annotationVersion'];
const AREA_RULES = ['whole-recording', 'span-of-labels'] as const;

const BODY_FIELDS = ['name', 'baseModel', 'recordings', 'options'];

const invalid = (field: string, message: string): InvalidRequestError => InvalidRequestError.forField(field, message);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Counts over all recordings of a request, and refuses the first above a limit. */
export class Tally {
  private count = 0;

  constructor(
    private readonly what: string,
    private readonly limit: number,
  ) {}

  add(count: number, field: string): void {
    this.count += count;
    if (this.count > this.limit) throw invalid(field, `there are more than ${this.limit} ${this.what} in the request`);
  }
}

/** @throws InvalidRequestError naming the first field that is wrong */
export function readHead(values: object): FinetuneHead {
  const head = plainToInstance(FinetuneHead, values, { exposeDefaultValues: true });
  const errors = validateSync(head, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0) throw toInvalidRequest(errors);
  const { sampleRateHz = Infinity, minFrequencyHz = 0 } = head.options ?? {};
  if (minFrequencyHz >= sampleRateHz / 2) {
    throw invalid('options.minFrequencyHz', `must be below ${sampleRateHz / 2}, half of the sample rate`);
  }
  return head;
}

/**
 * Reads the body of a request that names recordings. Written by hand where there may be 200,000 labels.
 * @throws InvalidRequestError naming the first field that is wrong, as `recordings.0.labels.17.offsetSeconds`
 */
export function readTrainingRequest(text: string): TrainingRequest {
  const body = parse(text);
  checkStructure(body);
  if (!isObject(body)) throw new InvalidRequestError('The body must be a JSON object.');
  const unknown = Object.keys(body).find((key) => !BODY_FIELDS.includes(key));
  if (unknown !== undefined) {
    const field = unknown.slice(0, 100);
    const message = `there is no field ${field} here: known are ${BODY_FIELDS.join(', ')}`;
    throw new InvalidRequestError(message, [{ field, message }]);
  }
  const { recordings, ...head } = body;
  if (!Array.isArray(recordings) || recordings.length === 0 || recordings.length > MAX_RECORDINGS) {
    throw invalid('recordings', `must be a list of 1 to ${MAX_RECORDINGS} recordings with areas and labels`);
  }
  const areas = new Tally('areas', MAX_AREAS);
  const labels = new Tally('labels', MAX_LABELS);
  return {
    head: readHead(head),
    recordings: recordings.map((given: unknown, index) => readRecording(given, `recordings.${index}`, areas, labels)),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidRequestError(`The body is not valid JSON: ${reasonOf(error).slice(0, 200)}.`);
  }
}

function readRecording(given: unknown, path: string, areas: Tally, labels: Tally): RequestedRecording {
  if (!isObject(given)) throw invalid(path, `must be an object with ${FIELDS.join(', ')}`);
  const unknown = Object.keys(given).find((key) => !FIELDS.includes(key));
  if (unknown !== undefined) {
    throw invalid(`${path}.${unknown.slice(0, 100)}`, `there is no such field here: known are ${FIELDS.join(', ')}`);
  }
  const { recordingId } = given;
  if (!isUUID(recordingId)) throw invalid(`${path}.recordingId`, 'must be a UUID');
  return {
    recordingId: recordingId as string,
    areas: readAreas(given.areas, `${path}.areas`, areas),
    labels: readLabels(given, path, labels),
  };
}

function readAreas(given: unknown, path: string, tally: Tally): GivenAreas {
  const rule = AREA_RULES.find((name) => name === given);
  if (rule !== undefined) return rule;
  if (!Array.isArray(given) || given.length === 0) {
    throw invalid(
      path,
      'must be the list of stretches in which every vocalisation is labelled, [{"onsetSeconds": 0, "offsetSeconds": 15}]; or ' +
        '"whole-recording" when all of it is labelled, or "span-of-labels" when it is from the first label to the last',
    );
  }
  tally.add(given.length, path);
  return given.map((area: unknown, index): GivenStretch => readStretch(area, `${path}.${index}`));
}

function readLabels(
  { labels, annotationTrackId, annotationVersion }: Record<string, unknown>,
  path: string,
  tally: Tally,
): RequestedRecording['labels'] {
  if ((labels === undefined) === (annotationTrackId === undefined)) {
    throw invalid(`${path}.labels`, 'send either labels or an annotationTrackId');
  }
  if (labels === undefined) {
    if (!isUUID(annotationTrackId)) throw invalid(`${path}.annotationTrackId`, 'must be a UUID');
    return { id: annotationTrackId as string, version: readVersion(annotationVersion, `${path}.annotationVersion`) };
  }
  if (annotationVersion !== undefined) {
    throw invalid(`${path}.annotationVersion`, 'is the version of a track; send the annotationTrackId, too');
  }
  if (!Array.isArray(labels)) throw invalid(`${path}.labels`, 'must be a list of labels');
  tally.add(labels.length, `${path}.labels`);
  return labels.map((label: unknown, index) => readLabel(label, `${path}.labels.${index}`));
}

function readVersion(given: unknown, path: string): number | 'latest' {
  if (given === undefined) return 'latest';
  if (Number.isInteger(given) && (given as number) >= 1 && (given as number) < 2 ** 31) return given as number;
  throw invalid(path, 'must be the number of a version');
}
