import type { DataSource, EntityManager } from 'typeorm';

/** Runs an `UPDATE … RETURNING` or `DELETE … RETURNING` and gives the returned rows. */
export async function updatedRows<Row>(
  connection: DataSource | EntityManager,
  sql: string,
  parameters: readonly unknown[],
): Promise<Row[]> {
  const [rows] = await connection.query<[Row[], number]>(sql, [...parameters]);
  return rows;
}
