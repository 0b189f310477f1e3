import type { Repository } from 'typeorm';
import { InvalidRequestError } from '../common/errors/errors.js';
import { decodeCursor, type Rows, toPage } from '../common/pagination/cursor.js';
import type { ListRecordingsQuery } from './dto/list-recordings.dto.js';
import type { RecordingEntity } from './entities/recording.entity.js';

type SortField = 'createdAt' | 'name' | 'durationSeconds';

const isTimestamp = (value: string): boolean => {
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString() === value;
};
const isDecimal = (value: string): boolean => Number.isFinite(Number(value)) && String(Number(value)) === value;

/** How a sort value travels in a cursor and comes back typed: exactly as it went, or the database might read it otherwise. */
const TYPES: Readonly<Record<SortField, { sql: string; isValid: (value: string) => boolean }>> = {
  createdAt: { sql: 'timestamptz', isValid: isTimestamp },
  name: { sql: 'text', isValid: () => true },
  durationSeconds: { sql: 'double precision', isValid: isDecimal },
};

const textOf = (value: Date | string | number): string => (value instanceof Date ? value.toISOString() : String(value));
const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

/** One page of recordings by keyset: it stays right while rows come and go. */
export async function listRecordings(
  recordings: Repository<RecordingEntity>,
  query: ListRecordingsQuery,
  ownerId: string | undefined,
): Promise<Rows<RecordingEntity>> {
  const descending = query.sort.startsWith('-');
  const field = query.sort.replace('-', '') as SortField;
  const direction = descending ? 'DESC' : 'ASC';
  const select = recordings.createQueryBuilder('recording');
  if (ownerId !== undefined) select.andWhere('recording.ownerId = :ownerId', { ownerId });
  if (query.name !== undefined) select.andWhere('recording.name ILIKE :name', { name: `%${escapeLike(query.name)}%` });
  if (query.createdFrom !== undefined)
    select.andWhere('recording.createdAt >= :from', { from: new Date(query.createdFrom) });
  if (query.createdBefore !== undefined) {
    select.andWhere('recording.createdAt < :before', { before: new Date(query.createdBefore) });
  }
  if (query.status !== undefined) {
    const hasStatus = 'SELECT 1 FROM jobs WHERE jobs.recording_id = recording.id AND jobs.status = :status';
    select.andWhere(`EXISTS (${hasStatus})`, { status: query.status });
  }
  if (query.cursor !== undefined) {
    const { value, id } = decodeCursor(query.cursor);
    const { sql, isValid } = TYPES[field];
    if (!isValid(value)) throw InvalidRequestError.forField('cursor', 'was made for another sort order');
    select.andWhere(
      `(recording.${field}, recording.id) ${descending ? '<' : '>'} (CAST(:value AS ${sql}), CAST(:id AS uuid))`,
      {
        value,
        id,
      },
    );
  }
  const rows = await select
    .orderBy(`recording.${field}`, direction)
    .addOrderBy('recording.id', direction)
    .take(query.limit + 1)
    .getMany();
  return toPage(rows, query.limit, (row) => ({ value: textOf(row[field]), id: row.id }));
}
