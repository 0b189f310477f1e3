import type { EntityManager } from 'typeorm';
import type { LabelBatch } from '../intake/label-batch.js';
import { CONTENT, CONTENT_TYPES, contentKey } from './label-columns.js';

export const SAVE_MODES = ['replace', 'append'] as const;
export type SaveMode = (typeof SAVE_MODES)[number];

interface NewVersion {
  readonly trackId: string;
  readonly number: number;
  /** Labels of the version before. */
  readonly previousCount: number;
  readonly batch: LabelBatch;
  readonly mode: SaveMode;
}

const RECORDS = `jsonb_to_recordset(CAST($1 AS jsonb)) AS given(id uuid, ${CONTENT_TYPES})`;

async function insertNew(manager: EntityManager, { trackId, number, batch }: NewVersion): Promise<void> {
  for (const chunk of batch.chunks) {
    await manager.query(
      `INSERT INTO annotation_labels (track_id, id, from_version, ${CONTENT})
       SELECT $2, coalesce(given.id, gen_random_uuid()), $3, ${CONTENT} FROM ${RECORDS}`,
      [chunk, trackId, number],
    );
  }
}

async function stage(manager: EntityManager, { batch }: NewVersion): Promise<void> {
  await manager.query(`CREATE TEMPORARY TABLE staged (ord serial, id uuid, key text, ${CONTENT_TYPES}) ON COMMIT DROP`);
  for (const chunk of batch.chunks) {
    await manager.query(
      `INSERT INTO staged (id, key, ${CONTENT}) SELECT given.id, ${contentKey('given')}, ${CONTENT} FROM ${RECORDS}`,
      [chunk],
    );
  }
  await manager.query('CREATE INDEX staged_id ON staged (id)');
  await manager.query('ANALYZE staged');
}

/** A label that came without an id and is exactly one that was there before is that one, not a new one. */
const RECOGNISE = `
  UPDATE staged SET id = known.id FROM (
    SELECT given.ord, present.id FROM
      (SELECT ord, key, row_number() OVER (PARTITION BY key ORDER BY ord) AS copy FROM staged WHERE id IS NULL) given
      JOIN (
        SELECT label.id, ${contentKey('label')} AS key,
          row_number() OVER (PARTITION BY ${contentKey('label')} ORDER BY label.id) AS copy
        FROM annotation_labels label
        WHERE label.track_id = $1 AND label.until_version IS NULL
          AND NOT EXISTS (SELECT 1 FROM staged other WHERE other.id = label.id)
      ) present USING (key, copy)
  ) known WHERE known.ord = staged.ord`;

/** Labels that are not as before end with the version before: changed ones and, on replacing, those that were not sent again. */
const end = (mode: SaveMode): string => `
  UPDATE annotation_labels label SET until_version = $2
  WHERE track_id = $1 AND until_version IS NULL
    AND NOT EXISTS (SELECT 1 FROM staged same WHERE same.id = label.id AND same.key = ${contentKey('label')})
    ${mode === 'append' ? 'AND EXISTS (SELECT 1 FROM staged changed WHERE changed.id = label.id)' : ''}`;

const BEGIN = `
  INSERT INTO annotation_labels (track_id, id, from_version, ${CONTENT})
  SELECT $1, id, $2, ${CONTENT} FROM staged
  WHERE NOT EXISTS (
    SELECT 1 FROM annotation_labels present
    WHERE present.track_id = $1 AND present.id = staged.id AND present.until_version IS NULL)`;

/**
 * Writes what a version changes, within the transaction of `manager`, and returns how many labels the version has.
 * The row of the track must be locked.
 */
export async function writeVersion(manager: EntityManager, version: NewVersion): Promise<number> {
  const { trackId, number, previousCount, batch, mode } = version;
  if (previousCount === 0 || (mode === 'append' && !batch.hasIds)) {
    await insertNew(manager, version);
    return previousCount + batch.count;
  }
  await stage(manager, version);
  if (mode === 'replace') await manager.query(RECOGNISE, [trackId]);
  await manager.query('UPDATE staged SET id = gen_random_uuid() WHERE id IS NULL');
  await manager.query(end(mode), [trackId, number]);
  await manager.query(BEGIN, [trackId, number]);
  const [{ count }] = await manager.query<{ count: string }[]>(
    'SELECT count(*) AS count FROM annotation_labels WHERE track_id = $1 AND until_version IS NULL',
    [trackId],
  );
  return Number(count);
}
