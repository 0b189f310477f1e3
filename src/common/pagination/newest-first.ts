import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { decodeCursor, readTimestamp, type Rows, toPage } from './cursor.js';
import type { PageQuery } from './page.dto.js';

interface Dated extends ObjectLiteral {
  readonly id: string;
  readonly createdAt: Date;
}

/**
 * One page of `query`, newest first. `createdAt` must be a column of whole milliseconds (`precision: 3`), as finer ones would not
 * survive the way through a cursor and rows would be repeated.
 */
export async function pageNewestFirst<Row extends Dated>(
  query: SelectQueryBuilder<Row>,
  { limit, cursor }: PageQuery,
): Promise<Rows<Row>> {
  const { alias } = query;
  if (cursor !== undefined) {
    const { value, id } = decodeCursor(cursor);
    query.andWhere(`(${alias}.createdAt, ${alias}.id) < (:afterCreatedAt, :afterId)`, {
      afterCreatedAt: readTimestamp(value),
      afterId: id,
    });
  }
  const rows = await query
    .orderBy(`${alias}.createdAt`, 'DESC')
    .addOrderBy(`${alias}.id`, 'DESC')
    .limit(limit + 1)
    .getMany();
  return toPage(rows, limit, ({ createdAt, id }) => ({ value: createdAt.toISOString(), id }));
}
