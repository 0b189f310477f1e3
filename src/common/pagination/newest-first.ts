import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { InvalidRequestError } from '../errors/errors.js';
import { decodeCursor, type Rows, toPage } from './cursor.js';
import type { PageQuery } from './page.dto.js';

interface Dated extends ObjectLiteral {
  readonly id: string;
  readonly createdAt: Date;
}

function toTimestamp(value: string): Date {
  const date = new Date(value);
  if (Number.isNaN(date.getTime()) || date.toISOString() !== value) {
    throw InvalidRequestError.forField('cursor', 'must be the nextCursor of an earlier answer to the same list');
  }
  return date;
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
      afterCreatedAt: toTimestamp(value),
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
