import type { Request } from 'express';
import { isUtf8 } from 'node:buffer';
import { receiveMultiValueForm } from '../../../common/http/multi-value-form.js';
import { readBytes } from '../../../common/http/read-bytes.js';
import { FieldsError, RestError, unsupportedMediaType } from './rest-error.js';

/** The fields of a request; of a form's fields that come more than once the last counts. */
export interface RestBody {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether it was a form, in which all values are text. */
  readonly isForm: boolean;
}

/** No route but the upload has more than some names and passwords. */
const LIMIT_BYTES = 256 * 1024;

const TYPES = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'];

/** Without a prototype, so that no name is one that every object has. */
const toFields = (entries: Iterable<readonly [string, unknown]>): Record<string, unknown> => {
  const fields = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of entries) fields[name] = value;
  return fields;
};

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'list';
  if (value === null) return 'NoneType';
  return { string: 'str', boolean: 'bool', number: 'int' }[typeof value as string] ?? 'object';
};

function readJson(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RestError(400, `JSON parse error - ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const sentence = `Invalid data. Expected a dictionary, but got ${kindOf(value)}.`;
    throw new FieldsError({ non_field_errors: [sentence] });
  }
  return toFields(Object.entries(value));
}

const lastOf = (values: readonly string[]): string => values[values.length - 1];

/**
 * Reads JSON or either kind of form, whatever the method. No body is one without fields.
 * @throws RestError 415 for another type, 400 for broken JSON; PayloadTooLargeError
 */
export async function readRestBody(request: Request): Promise<RestBody> {
  const type = request.is(TYPES);
  if (type === null || request.headers['content-length'] === '0') return { fields: toFields([]), isForm: false };
  if (type === false) throw unsupportedMediaType(request.headers['content-type'] ?? '');
  if (type === 'multipart/form-data') {
    const { fields } = await receiveMultiValueForm(request, { limitBytes: LIMIT_BYTES });
    return { fields: toFields([...fields].map(([name, values]) => [name, lastOf(values)])), isForm: true };
  }
  const bytes = await readBytes(request, LIMIT_BYTES);
  if (!isUtf8(bytes)) throw new RestError(400, 'The body is not UTF-8.');
  const text = Buffer.from(bytes.buffer).toString();
  if (type === 'application/json') return { fields: readJson(text), isForm: false };
  return { fields: toFields(new URLSearchParams(text)), isForm: true };
}
