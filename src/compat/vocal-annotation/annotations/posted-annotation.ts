import { brokenRule } from '../../../annotations/label-rules.js';
import { BLANK_LABEL, type Label, type LabelField } from '../../../annotations/label.js';
import { InvalidRequestError } from '../../../common/errors/errors.js';

/** A label as the client posts it and as it gets it back. */
export interface PostedAnnotation {
  readonly onset: number;
  readonly offset: number;
  readonly minFrequency: number;
  readonly maxFrequency: number;
  readonly species: string;
  readonly individual: string;
  readonly clustername: string;
  readonly channelIndex: number;
  readonly filename?: string;
  readonly username?: string;
  readonly timestamp?: string;
  readonly annotation_instance?: string;
}

const LONGEST_TEXT = 500;
const OPTIONAL_TEXTS = ['filename', 'username', 'timestamp', 'annotation_instance'] as const;
/** The client's names of what the native rules are about. */
const FIELD_NAMES: Partial<Record<LabelField, string>> = {
  onsetSeconds: 'onset',
  offsetSeconds: 'offset',
  lowFrequencyHz: 'minFrequency',
  highFrequencyHz: 'maxFrequency',
  channel: 'channelIndex',
  cluster: 'clustername',
};

type Fields = Readonly<Record<string, unknown>>;

function numberOf(fields: Fields, name: string, otherwise: number | undefined, where: string): number {
  const given = fields[name] ?? otherwise;
  const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw InvalidRequestError.forField(`${where}.${name}`, 'must be a number');
}

function textOf(fields: Fields, name: string, otherwise: string | undefined, where: string): string | undefined {
  const given = fields[name] ?? otherwise;
  const value = typeof given === 'number' ? String(given) : given;
  if (value === undefined || (typeof value === 'string' && value.length <= LONGEST_TEXT)) return value;
  throw InvalidRequestError.forField(`${where}.${name}`, `must be text of at most ${LONGEST_TEXT} characters`);
}

/** The client posts one label with negative times where there is none, so that an empty version can be told from no version. */
export const isPlaceholder = ({ onset, offset }: PostedAnnotation): boolean => onset < 0 || offset < 0;

/** The same label in the native form; what is negative is not known. */
export function toLabel(annotation: PostedAnnotation): Label {
  const frequency = (hertz: number): number | null => (hertz < 0 ? null : hertz);
  return {
    ...BLANK_LABEL,
    onsetSeconds: annotation.onset,
    offsetSeconds: annotation.offset,
    lowFrequencyHz: frequency(annotation.minFrequency),
    highFrequencyHz: frequency(annotation.maxFrequency),
    channel: annotation.channelIndex,
    species: annotation.species,
    individual: annotation.individual,
    cluster: annotation.clustername,
  };
}

/**
 * Reads one label of a post. Fields that the client does not know are left out.
 * @param where for messages, as `annotations[3]`
 * @throws InvalidRequestError naming the field
 */
export function readPostedAnnotation(value: unknown, where: string): PostedAnnotation {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw InvalidRequestError.forField(where, 'must be an object');
  }
  const fields = value as Fields;
  const texts = OPTIONAL_TEXTS.map((name) => [name, textOf(fields, name, undefined, where)] as const);
  const annotation: PostedAnnotation = {
    onset: numberOf(fields, 'onset', undefined, where),
    offset: numberOf(fields, 'offset', undefined, where),
    minFrequency: numberOf(fields, 'minFrequency', -1, where),
    maxFrequency: numberOf(fields, 'maxFrequency', -1, where),
    species: textOf(fields, 'species', 'Unknown', where)!,
    individual: textOf(fields, 'individual', 'Unknown', where)!,
    clustername: textOf(fields, 'clustername', 'Unknown', where)!,
    ...Object.fromEntries(texts.filter(([, text]) => text !== undefined)),
    channelIndex: numberOf(fields, 'channelIndex', 0, where),
  };
  if (isPlaceholder(annotation)) return annotation;
  const broken = brokenRule(toLabel(annotation));
  if (broken === undefined) return annotation;
  throw InvalidRequestError.forField(`${where}.${FIELD_NAMES[broken.field] ?? broken.field}`, broken.message);
}
