import type { EntityManager } from 'typeorm';
import { decodeCursor, readNumber, type Rows, toPage } from '../../common/pagination/cursor.js';
import { AS_LABEL, contentKey, inVersion } from './label-columns.js';
import type { SavedLabel } from './read-labels.js';

export const CHANGES = ['added', 'removed', 'changed'] as const;
export type Change = (typeof CHANGES)[number];

export interface Difference {
  readonly change: Change;
  readonly before: SavedLabel | null;
  readonly after: SavedLabel | null;
}

export interface Comparison extends Rows<Difference> {
  readonly counts: Readonly<Record<Change, number>>;
}

interface ComparisonRow extends Difference {
  readonly id: string;
  readonly onset: number;
}

const side = (version: string): string =>
  `SELECT label.*, ${contentKey('label')} AS key FROM annotation_labels label WHERE ${inVersion('$1', version)}`;

/** Labels are the same by their ids; a label that was changed and changed back is as before. */
const DIFFERENCES = `
  WITH old AS (${side('$2')}), new AS (${side('$3')}), difference AS (
    SELECT coalesce(new.id, old.id) AS id, coalesce(new.onset_seconds, old.onset_seconds) AS onset,
      old.from_version AS old_row, new.from_version AS new_row,
      CASE WHEN old.id IS NULL THEN 'added' WHEN new.id IS NULL THEN 'removed' ELSE 'changed' END AS change
    FROM old FULL JOIN new ON old.id = new.id WHERE old.key IS DISTINCT FROM new.key)`;

const labelOf = (row: string): string =>
  `(SELECT to_jsonb(label) FROM (SELECT ${AS_LABEL} FROM annotation_labels
    WHERE track_id = $1 AND id = page.id AND from_version = page.${row}) label)`;

/** What became of the labels of one version of a track in another one, older or newer. */
export async function compareVersions(
  manager: EntityManager,
  trackId: string,
  [from, to]: readonly [number, number],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<Comparison> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  const values = [trackId, from, to];
  const counted = await manager.query<{ change: Change; count: string }[]>(
    `${DIFFERENCES} SELECT change, count(*) AS count FROM difference GROUP BY change`,
    values,
  );
  const rows = await manager.query<ComparisonRow[]>(
    `${DIFFERENCES}, page AS (
       SELECT * FROM difference ${after === undefined ? '' : 'WHERE (onset, id) > ($5, CAST($6 AS uuid))'}
       ORDER BY onset, id LIMIT $4)
     SELECT page.id, page.onset, page.change, ${labelOf('old_row')} AS before, ${labelOf('new_row')} AS after
     FROM page ORDER BY page.onset, page.id`,
    [...values, limit + 1, ...(after === undefined ? [] : [readNumber(after.value), after.id])],
  );
  const counts = Object.fromEntries(CHANGES.map((change) => [change, 0])) as Record<Change, number>;
  for (const { change, count } of counted) counts[change] = Number(count);
  return { counts, ...toPage(rows, limit, ({ onset, id }) => ({ value: String(onset), id })) };
}
