import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { LabelBatch } from '../intake/label-batch.js';
import { contentOf, type LabelRow } from './label-content.js';
import { CONTENT, CONTENT_TYPES } from './label-columns.js';
import { groupByContent, readNewest } from './newest-labels.js';
import { inSlice, slicesOf } from './label-slices.js';

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

type Place = Pick<NewVersion, 'trackId' | 'number'>;

async function insertLabels(manager: EntityManager, { trackId, number }: Place, chunk: string): Promise<void> {
  await manager.query(
    `INSERT INTO annotation_labels (track_id, id, from_version, ${CONTENT})
     SELECT $2, coalesce(given.id, gen_random_uuid()), $3, ${CONTENT}
     FROM jsonb_to_recordset(CAST($1 AS jsonb)) AS given(id uuid, ${CONTENT_TYPES})`,
    [chunk, trackId, number],
  );
}

/** Labels that the new version has no more, or has otherwise, end with the version before. */
export async function endLabels(
  manager: EntityManager,
  { trackId, number }: Place,
  ids: Iterable<string>,
): Promise<void> {
  for (const slice of slicesOf(ids)) {
    await manager.query(
      `UPDATE annotation_labels SET until_version = $1
       WHERE track_id = $2 AND until_version IS NULL AND ${inSlice('$3')}`,
      [number, trackId, slice],
    );
  }
}

/** The rows of a batch, a chunk at a time; the event loop turns in between. */
async function* chunksOf({ chunks }: LabelBatch): AsyncGenerator<LabelRow[]> {
  for (const chunk of chunks) {
    await nextTurn();
    const rows = JSON.parse(chunk) as LabelRow[];
    yield rows.map((row) => (row.id === undefined ? row : { ...row, id: row.id.toLowerCase() }));
  }
}

/** What the labels that came with ids say. */
async function contentsById(batch: LabelBatch): Promise<Map<string, string>> {
  const contents = new Map<string, string>();
  if (!batch.hasIds) return contents;
  for await (const rows of chunksOf(batch)) {
    for (const row of rows) if (row.id !== undefined) contents.set(row.id, contentOf(row));
  }
  return contents;
}

/** Writes what is not as before. A label that came without an id and says what an old one says is that one, not a new one. */
async function merge(manager: EntityManager, version: NewVersion): Promise<number> {
  const { trackId, batch, previousCount } = version;
  const isReplaced = version.mode === 'replace';
  const given = await contentsById(batch);
  const old = await readNewest(manager, trackId, isReplaced ? undefined : given.keys());
  const changed = [...given].filter(([id, content]) => old.has(id) && old.get(id) !== content);
  await endLabels(
    manager,
    version,
    changed.map(([id]) => id),
  );
  const missing = new Set([...old.keys()].filter((id) => !given.has(id)));
  const known = groupByContent(old, missing);
  let written = 0;
  for await (const rows of chunksOf(batch)) {
    const fresh = rows.filter((row) => {
      if (row.id !== undefined) return old.get(row.id) !== given.get(row.id);
      const same = known.get(contentOf(row))?.pop();
      return same === undefined || !missing.delete(same);
    });
    if (fresh.length > 0) await insertLabels(manager, version, JSON.stringify(fresh));
    written += fresh.length;
  }
  if (!isReplaced) return previousCount + written - changed.length;
  await endLabels(manager, version, missing);
  return batch.count;
}

/**
 * Writes what a version changes, within the transaction of `manager`, and returns how many labels the version has. No statement is about more
 * than a slice of the labels: the embedded database holds the event loop while it runs one. The row of the track must be locked.
 */
export async function writeVersion(manager: EntityManager, version: NewVersion): Promise<number> {
  const { previousCount, batch, mode } = version;
  if (previousCount > 0 && (mode === 'replace' || batch.hasIds)) return merge(manager, version);
  for (const chunk of batch.chunks) await insertLabels(manager, version, chunk);
  return previousCount + batch.count;
}
