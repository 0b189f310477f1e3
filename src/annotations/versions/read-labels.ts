import type { EntityManager } from 'typeorm';
import { type Cursor, decodeCursor, readNumber, type Rows, toPage } from '../../common/pagination/cursor.js';
import type { Label } from '../label.js';
import { AS_LABEL, inVersion } from './label-columns.js';

export type SavedLabel = Label & { readonly id: string };

export interface LabelSelection {
  readonly limit: number;
  readonly cursor?: string;
  /** Only labels that touch the time from here … */
  readonly from?: number;
  /** … to here. */
  readonly to?: number;
}

export const labelCursor = ({ onsetSeconds, id }: SavedLabel): Cursor => ({ value: String(onsetSeconds), id });

/** One page of a version's labels by onset. Versions never change, so neither do pages. */
export async function readLabels(
  manager: EntityManager,
  trackId: string,
  version: number,
  { limit, cursor, from = 0, to = Infinity }: LabelSelection,
): Promise<Rows<SavedLabel>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  const rows = await manager.query<SavedLabel[]>(
    `SELECT ${AS_LABEL} FROM annotation_labels
     WHERE ${inVersion('$1', '$2')} AND offset_seconds >= $3 AND onset_seconds <= $4
       ${after === undefined ? '' : 'AND (onset_seconds, id) > ($6, CAST($7 AS uuid))'}
     ORDER BY onset_seconds, id LIMIT $5`,
    [trackId, version, from, to, limit + 1, ...(after === undefined ? [] : [readNumber(after.value), after.id])],
  );
  return toPage(rows, limit, labelCursor);
}

/** A label of a track's newest version; `undefined` when it is not there any more, or never was. */
export async function findNewest(manager: EntityManager, trackId: string, id: string): Promise<SavedLabel | undefined> {
  const [label] = await manager.query<(SavedLabel | undefined)[]>(
    `SELECT ${AS_LABEL} FROM annotation_labels WHERE track_id = $1 AND id = $2 AND until_version IS NULL`,
    [trackId, id],
  );
  return label;
}

const EXPORT_PAGE = 5000;

/** All labels of a version by onset, page by page: the event loop never waits for a whole version. */
export async function* labelPages(
  manager: EntityManager,
  trackId: string,
  version: number,
): AsyncGenerator<SavedLabel[]> {
  let cursor: string | undefined;
  do {
    const page: Rows<SavedLabel> = await readLabels(manager, trackId, version, { limit: EXPORT_PAGE, cursor });
    yield page.rows;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
