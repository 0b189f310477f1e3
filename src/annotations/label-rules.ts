import type { LabelField } from './label.js';

/** Four months: no recording is longer, and a cursor can hold it. */
export const MAX_SECONDS = 10_000_000;
export const MAX_FREQUENCY_HZ = 10_000_000;
export const MAX_CHANNEL = 1023;
export const MAX_NAME_LENGTH = 200;
export const MAX_TEXT_LENGTH = 2000;
/** Of one version, and so of one request. */
export const MAX_LABELS = 200_000;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LINE = /^\P{Cc}*$/u;
/** Halves of characters, which no UTF-8 can hold. */
const BROKEN = /\p{Cs}/u;
const OPTIONAL_NUMBERS = ['lowFrequencyHz', 'highFrequencyHz', 'confidence'] as const;
const NAMES = ['species', 'individual', 'cluster', 'modelName', 'modelVersion'] as const;

export interface BrokenRule {
  readonly field: LabelField;
  readonly message: string;
}

const within = (value: unknown, min: number, max: number): value is number =>
  typeof value === 'number' && value >= min && value <= max;

function brokenTime(field: 'onsetSeconds' | 'offsetSeconds', value: unknown): BrokenRule | undefined {
  if (within(value, 0, MAX_SECONDS)) return undefined;
  return { field, message: `must be a number of seconds from 0 to ${MAX_SECONDS}` };
}

function brokenText(values: Partial<Record<LabelField, unknown>>): BrokenRule | undefined {
  for (const field of NAMES) {
    const value = values[field];
    if (value === null && (field === 'modelName' || field === 'modelVersion')) continue;
    if (typeof value !== 'string' || value.length > MAX_NAME_LENGTH || !LINE.test(value) || BROKEN.test(value)) {
      return { field, message: `must be one line of at most ${MAX_NAME_LENGTH} characters, without tabs` };
    }
  }
  const { text } = values;
  if (typeof text !== 'string' || text.length > MAX_TEXT_LENGTH || text.includes('\0') || BROKEN.test(text)) {
    return { field: 'text', message: `must be text of at most ${MAX_TEXT_LENGTH} characters without NUL` };
  }
  if ((values.modelName === null) !== (values.modelVersion === null)) {
    return { field: 'modelVersion', message: 'must be given together with the name of the model' };
  }
  return undefined;
}

/** The first rule that a label breaks, or `undefined` for a sound one. */
export function brokenRule(values: Partial<Record<LabelField, unknown>>): BrokenRule | undefined {
  const time = brokenTime('onsetSeconds', values.onsetSeconds) ?? brokenTime('offsetSeconds', values.offsetSeconds);
  if (time !== undefined) return time;
  if ((values.offsetSeconds as number) < (values.onsetSeconds as number)) {
    return { field: 'offsetSeconds', message: 'must not be before the onset' };
  }
  for (const field of OPTIONAL_NUMBERS) {
    const max = field === 'confidence' ? 1 : MAX_FREQUENCY_HZ;
    if (values[field] !== null && !within(values[field], 0, max)) {
      return { field, message: `must be a number from 0 to ${max}, or nothing` };
    }
  }
  const { lowFrequencyHz: low, highFrequencyHz: high, channel, id } = values;
  if (typeof low === 'number' && typeof high === 'number' && high < low) {
    return { field: 'highFrequencyHz', message: 'must not be below the low frequency' };
  }
  if (!Number.isInteger(channel) || !within(channel, 0, MAX_CHANNEL)) {
    return { field: 'channel', message: `must be a whole number from the first channel to the ${MAX_CHANNEL + 1}th` };
  }
  if (id !== undefined && (typeof id !== 'string' || !UUID.test(id))) return { field: 'id', message: 'must be a UUID' };
  return brokenText(values);
}
