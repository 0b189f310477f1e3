import { InvalidRequestError } from '../../common/errors/errors.js';
import { toBoolean } from '../../config/text-values.js';

export const RESPONSE_FORMATS = ['json', 'text', 'srt', 'verbose_json', 'vtt'] as const;
export type ResponseFormat = (typeof RESPONSE_FORMATS)[number];

const GRANULARITIES = ['word', 'segment'] as const;
export type Granularity = (typeof GRANULARITIES)[number];

export type AudioTask = 'transcribe' | 'translate';

/** What a form of OpenAI's audio API asks for, beside its file. */
export interface AudioRequest {
  readonly task: AudioTask;
  readonly model: string;
  readonly language?: string;
  readonly prompt?: string;
  readonly temperature?: number;
  readonly format: ResponseFormat;
  /** Of `verbose_json`. */
  readonly granularities: readonly Granularity[];
  readonly isStream: boolean;
  /** Whether the recording stays; not a field of OpenAI's. */
  readonly isKept: boolean;
}

type Fields = ReadonlyMap<string, readonly string[]>;

const isOneOf = <T extends string>(values: readonly T[], value: string): value is T =>
  (values as readonly string[]).includes(value);

/** Text of a field; empty is not given, as clients send for what is not set. */
function textOf(fields: Fields, name: string): string | undefined {
  const value = fields.get(name)?.at(-1)?.trim();
  return value === '' ? undefined : value;
}

function readTemperature(fields: Fields): number | undefined {
  const text = textOf(fields, 'temperature');
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw InvalidRequestError.forField('temperature', 'must be a number from 0 to 1');
  return value;
}

function readBoolean(fields: Fields, name: string): boolean {
  const text = textOf(fields, name);
  const value = text === undefined ? false : toBoolean(text.toLowerCase());
  if (typeof value !== 'boolean') throw InvalidRequestError.forField(name, 'must be true or false');
  return value;
}

function readFormat(fields: Fields, isStream: boolean): ResponseFormat {
  const format = textOf(fields, 'response_format') ?? 'json';
  if (!isOneOf(RESPONSE_FORMATS, format)) {
    throw InvalidRequestError.forField('response_format', `must be one of ${RESPONSE_FORMATS.join(', ')}`);
  }
  if (isStream && format !== 'json' && format !== 'text') {
    throw InvalidRequestError.forField('response_format', 'must be json or text for a stream');
  }
  return format;
}

function readGranularities(fields: Fields, format: ResponseFormat): Granularity[] {
  const name = 'timestamp_granularities';
  const given = [...(fields.get(`${name}[]`) ?? []), ...(fields.get(name) ?? [])];
  const known = given.filter((value) => isOneOf(GRANULARITIES, value));
  if (known.length < given.length) throw InvalidRequestError.forField(name, 'may be word and segment');
  if (known.length > 0 && format !== 'verbose_json') {
    throw InvalidRequestError.forField(name, 'needs the response_format verbose_json');
  }
  return known.length > 0 ? known : ['segment'];
}

/** @throws InvalidRequestError naming the field. Fields that are not known, or have no meaning here, do not matter */
export function readAudioRequest(fields: Fields, task: AudioTask): AudioRequest {
  const model = textOf(fields, 'model');
  if (model === undefined) throw InvalidRequestError.forField('model', 'is required, as whisper-1');
  const isTranscription = task === 'transcribe';
  const isStream = isTranscription && readBoolean(fields, 'stream');
  const format = readFormat(fields, isStream);
  return {
    task,
    model,
    language: isTranscription ? textOf(fields, 'language')?.toLowerCase() : undefined,
    prompt: textOf(fields, 'prompt'),
    temperature: readTemperature(fields),
    format,
    granularities: isTranscription ? readGranularities(fields, format) : ['segment'],
    isStream,
    isKept: readBoolean(fields, 'keep'),
  };
}
