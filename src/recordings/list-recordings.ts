import type { Repository } from 'typeorm';
import { decodeCursor, readNumber, readTimestamp, type Rows, toPage } from '../common/pagination/cursor.js';
import type { ListRecordingsQuery } from './dto/list-recordings.dto.js';
import type { RecordingEntity } from './entities/recording.entity.js';

type SortField = 'createdAt' | 'name' | 'durationSeconds';

/** How a sort value travels in a cursor and comes back typed. */
const TYPES: Readonly<Record<SortField, { sql: string; read: (value: string) => Date | string | number }>> = {
  createdAt: { sql: 'timestamptz', read: readTimestamp },
  name: { sql: 'text', read: (value) => value },
  durationSeconds: { sql: 'double precision', read: readNumber },
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
    const { sql, read } = TYPES[field];
    select.andWhere(
      `(recording.${field}, recording.id) ${descending ? '<' : '>'} (CAST(:value AS ${sql}), CAST(:id AS uuid))`,
      { value: read(value), id },
    );
  }
  const rows = await select
    .orderBy(`recording.${field}`, direction)
    .addOrderBy('recording.id', direction)
    .take(query.limit + 1)
    .getMany();
  return toPage(rows, query.limit, (row) => ({ value: textOf(row[field]), id: row.id }));
}
