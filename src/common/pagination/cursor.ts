import { InvalidRequestError } from '../errors/errors.js';

/** Place in a list: the sort value of the last item and its id, which breaks ties. */
export interface Cursor {
  readonly value: string;
  readonly id: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const ISO_LENGTH = '2026-05-01T06:30:00.000Z'.length;
const NUMBER = /^\d{1,15}(\.\d{1,30})?$/;

const ofOtherList = (): InvalidRequestError =>
  InvalidRequestError.forField('cursor', 'must be the nextCursor of an earlier answer to the same list');

export const encodeCursor = ({ value, id }: Cursor): string =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url');

/** @throws InvalidRequestError when the text was not made by `encodeCursor` */
export function decodeCursor(text: string): Cursor {
  const invalid = () => InvalidRequestError.forField('cursor', 'must be the nextCursor of an earlier answer');
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw invalid();
  }
  if (!Array.isArray(parsed) || parsed.length !== 2) throw invalid();
  const [value, id] = parsed as unknown[];
  if (typeof value !== 'string' || typeof id !== 'string' || !UUID.test(id)) throw invalid();
  return { value, id };
}

/** One page of a list as it came from the database, and where the next one starts. */
export interface Rows<Row> {
  readonly rows: Row[];
  readonly nextCursor: string | null;
}

/**
 * The value of a cursor into a list that is sorted by time.
 * @throws InvalidRequestError when it is not written as `encodeCursor` was given it: by `Date`, within the years 0 to 9999
 */
export function readTimestamp(value: string): Date {
  const date = new Date(value);
  if (value.length !== ISO_LENGTH || Number.isNaN(date.getTime()) || date.toISOString() !== value) throw ofOtherList();
  return date;
}

/**
 * The value of a cursor into a list that is sorted by a number that is not negative.
 * @throws InvalidRequestError
 */
export function readNumber(value: string): number {
  if (!NUMBER.test(value)) throw ofOtherList();
  return Number(value);
}

/** Cuts a list that was read with one row more than `limit`, and says where the next page starts. */
export function toPage<T>(rows: readonly T[], limit: number, cursorOf: (row: T) => Cursor): Rows<T> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}
