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

interface Found {
  readonly id: string;
  readonly onset: number;
  readonly change: Change;
  readonly oldRow: number | null;
  readonly newRow: number | null;
}

/** Slices of about so many labels: the embedded database holds the event loop while it compares one. */
const SLICE = 4000;
/** As many as a slice has its first byte to tell. */
const MAX_SLICES = 64;

/** Rows that both versions have are as they were, and are most. */
const side = (version: string, other: string): string =>
  `SELECT label.*, ${contentKey('label')} AS key FROM annotation_labels label
   WHERE ${inVersion('$1', version)} AND NOT (${inVersion('$1', other)}) AND id >= CAST($4 AS uuid) AND id <= CAST($5 AS uuid)`;

/** Labels are the same by their ids; a label that was changed and changed back is as before. */
const DIFFERENCES = `
  WITH old AS (${side('$2', '$3')}), new AS (${side('$3', '$2')}), difference AS (
    SELECT coalesce(new.id, old.id) AS id, coalesce(new.onset_seconds, old.onset_seconds) AS onset,
      old.from_version AS old_row, new.from_version AS new_row,
      CASE WHEN old.id IS NULL THEN 'added' WHEN new.id IS NULL THEN 'removed' ELSE 'changed' END AS change
    FROM old FULL JOIN new ON old.id = new.id WHERE old.key IS DISTINCT FROM new.key),
  counted AS (SELECT change, count(*) AS count FROM difference GROUP BY change)`;

/** Ranges of ids that hold all, of equal width. */
function rangesOf(labels: number): [string, string][] {
  const wanted = Math.ceil(labels / SLICE);
  const count = Math.min(MAX_SLICES, 2 ** Math.ceil(Math.log2(Math.max(1, wanted))));
  const byte = (value: number): string => value.toString(16).padStart(2, '0');
  return Array.from({ length: count }, (_, index) => [
    `${byte((index * 256) / count)}000000-0000-0000-0000-000000000000`,
    `${byte(((index + 1) * 256) / count - 1)}ffffff-ffff-ffff-ffff-ffffffffffff`,
  ]);
}

const labelOf = (row: string): string =>
  `(SELECT to_jsonb(label) FROM (SELECT ${AS_LABEL} FROM annotation_labels
    WHERE track_id = $1 AND id = page.id AND from_version = page.${row}) label)`;

const byPlace = (a: Found, b: Found): number => a.onset - b.onset || (a.id < b.id ? -1 : 1);

/** What became of the labels of one version of a track in another one, older or newer. */
export async function compareVersions(
  manager: EntityManager,
  trackId: string,
  [from, to]: readonly [number, number],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<Comparison> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  const place = after === undefined ? [] : [readNumber(after.value), after.id];
  const [{ labels }] = await manager.query<{ labels: string }[]>(
    'SELECT coalesce(sum(label_count), 0) AS labels FROM annotation_versions WHERE track_id = $1 AND number IN ($2, $3)',
    [trackId, from, to],
  );
  const counts = Object.fromEntries(CHANGES.map((change) => [change, 0])) as Record<Change, number>;
  let found: Found[] = [];
  for (const range of rangesOf(Number(labels))) {
    const [slice] = await manager.query<{ counts: Partial<Record<Change, number>> | null; rows: Found[] | null }[]>(
      `${DIFFERENCES}, first AS (
         SELECT id, onset, change, old_row AS "oldRow", new_row AS "newRow" FROM difference
         ${after === undefined ? '' : 'WHERE (onset, id) > ($7, CAST($8 AS uuid))'} ORDER BY onset, id LIMIT $6)
       SELECT (SELECT jsonb_object_agg(change, count) FROM counted) AS counts,
         (SELECT jsonb_agg(to_jsonb(first)) FROM first) AS rows`,
      [trackId, from, to, ...range, limit + 1, ...place],
    );
    for (const change of CHANGES) counts[change] += slice.counts?.[change] ?? 0;
    found = [...found, ...(slice.rows ?? [])].sort(byPlace).slice(0, limit + 1);
  }
  const rows = await manager.query<(Difference & { id: string; onset: number })[]>(
    `SELECT page.id, page.onset, page.change, ${labelOf('"oldRow"')} AS before, ${labelOf('"newRow"')} AS after
     FROM jsonb_to_recordset(CAST($2 AS jsonb))
       AS page(id uuid, onset double precision, change text, "oldRow" integer, "newRow" integer)
     ORDER BY page.onset, page.id`,
    [trackId, JSON.stringify(found)],
  );
  return { counts, ...toPage(rows, limit, ({ onset, id }) => ({ value: String(onset), id })) };
}
