import { decodeCursor, readNumber, readTimestamp, type Cursor } from '../../common/pagination/cursor.js';
import type { SearchSort } from './dto/search-query.dto.js';

/** Place in a list of hits. */
export interface SearchPlace {
  /** When the recording was made known, or how well the segment matches. */
  readonly value: Date | number;
  readonly recordingId: string;
  readonly segment: number;
}

const SEPARATOR = '/';

export const toCursor = ({ value, recordingId, segment }: SearchPlace): Cursor => ({
  value: `${value instanceof Date ? value.toISOString() : value}${SEPARATOR}${segment}`,
  id: recordingId,
});

/** @throws InvalidRequestError when it is of another list or sort */
export function readSearchCursor(cursor: string, sort: SearchSort): SearchPlace {
  const { value, id } = decodeCursor(cursor);
  const [first, segment = ''] = value.split(SEPARATOR);
  return {
    value: sort === 'newest' ? readTimestamp(first) : readNumber(first),
    recordingId: id,
    segment: readNumber(segment),
  };
}
