import { InvalidRequestError } from '../../common/errors/errors.js';
import { nameOf } from '../training-set/class-name.js';
import type { GivenLabel, GivenStretch } from '../training-set/given-recording.js';

/** Four months: no recording is longer. */
const MAX_SECONDS = 10_000_000;
const MAX_CHANNEL = 1023;
const MAX_NAME_LENGTH = 200;
const LINE = /^\P{Cc}*$/u;
/** Halves of characters, which no UTF-8 can hold. */
const BROKEN = /\p{Cs}/u;

const AREA_FIELDS = ['onsetSeconds', 'offsetSeconds', 'channel'];
const NAMES = ['species', 'individual', 'cluster'] as const;
/** What labels of annotation tracks have beside; a client that has read them may send them as they are. */
const LABEL_FIELDS = [
  ...AREA_FIELDS,
  ...NAMES,
  'id',
  'lowFrequencyHz',
  'highFrequencyHz',
  'text',
  'confidence',
  'modelName',
  'modelVersion',
];

const invalid = (field: string, message: string): InvalidRequestError => InvalidRequestError.forField(field, message);

function readSecond(value: unknown, field: string): number {
  if (typeof value === 'number' && value >= 0 && value <= MAX_SECONDS) return value;
  throw invalid(field, `must be a number of seconds from 0 to ${MAX_SECONDS}`);
}

function readFields(given: unknown, path: string, fields: readonly string[]): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw invalid(path, 'must be an object');
  const unknown = Object.keys(given).find((key) => !fields.includes(key));
  if (unknown === undefined) return given as Record<string, unknown>;
  throw invalid(`${path}.${unknown.slice(0, 100)}`, `there is no such field here: known are ${fields.join(', ')}`);
}

function toStretch({ onsetSeconds, offsetSeconds, channel }: Record<string, unknown>, path: string): GivenStretch {
  const onset = readSecond(onsetSeconds, `${path}.onsetSeconds`);
  const offset = readSecond(offsetSeconds, `${path}.offsetSeconds`);
  if (offset <= onset) throw invalid(`${path}.offsetSeconds`, 'must be after the onset');
  if (channel === undefined || channel === null) return { onset, offset };
  if (!Number.isInteger(channel) || (channel as number) < 0 || (channel as number) > MAX_CHANNEL) {
    throw invalid(`${path}.channel`, 'must be the number of a channel, counted from 0');
  }
  return { onset, offset, channel: channel as number };
}

function readName(value: unknown, path: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' && value.length <= MAX_NAME_LENGTH && LINE.test(value) && !BROKEN.test(value))
    return value;
  throw invalid(path, `must be one line of at most ${MAX_NAME_LENGTH} characters, without tabs`);
}

/** @throws InvalidRequestError naming what of it is wrong */
export const readStretch = (given: unknown, path: string): GivenStretch =>
  toStretch(readFields(given, path, AREA_FIELDS), path);

/** @throws InvalidRequestError naming what of it is wrong */
export function readLabel(given: unknown, path: string): GivenLabel {
  const fields = readFields(given, path, LABEL_FIELDS);
  const [species, individual, cluster] = NAMES.map((name) => readName(fields[name], `${path}.${name}`));
  return { ...toStretch(fields, path), name: nameOf(species, individual, cluster) };
}
