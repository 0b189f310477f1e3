import type { EntityManager } from 'typeorm';
import { CONTENT } from './label-columns.js';
import { contentOf, type LabelRow } from './label-content.js';
import { inSlice, SLICE, slicesOf } from './label-slices.js';

type SavedRow = LabelRow & { readonly id: string };

const NEWEST = `SELECT id, ${CONTENT} FROM annotation_labels WHERE track_id = $1 AND until_version IS NULL`;

async function* pages(manager: EntityManager, trackId: string): AsyncGenerator<SavedRow[]> {
  let after: string | undefined;
  let isLast = false;
  while (!isLast) {
    const rows = await manager.query<SavedRow[]>(
      `${NEWEST} ${after === undefined ? '' : 'AND id > $2'} ORDER BY id LIMIT ${SLICE}`,
      after === undefined ? [trackId] : [trackId, after],
    );
    yield rows;
    isLast = rows.length < SLICE;
    after = rows.at(-1)?.id;
  }
}

async function* slices(manager: EntityManager, trackId: string, ids: Iterable<string>): AsyncGenerator<SavedRow[]> {
  for (const slice of slicesOf(ids)) {
    yield await manager.query<SavedRow[]>(`${NEWEST} AND ${inSlice('$2')}`, [trackId, slice]);
  }
}

/** What the labels of a track's newest version say, by id: all, or those with given ids. */
export async function readNewest(
  manager: EntityManager,
  trackId: string,
  ids?: Iterable<string>,
): Promise<Map<string, string>> {
  const contents = new Map<string, string>();
  for await (const rows of ids === undefined ? pages(manager, trackId) : slices(manager, trackId, ids)) {
    for (const row of rows) contents.set(row.id, contentOf(row));
  }
  return contents;
}

/** Ids of the labels that say the same, by what they say. */
export function groupByContent(contents: ReadonlyMap<string, string>, ids: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const content = contents.get(id)!;
    const group = groups.get(content);
    if (group === undefined) groups.set(content, [id]);
    else group.push(id);
  }
  return groups;
}
