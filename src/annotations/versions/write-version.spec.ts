import type { EntityManager } from 'typeorm';
import { toLabelBatch } from '../intake/label-batch.js';
import { BLANK_LABEL, type Label } from '../label.js';
import type { LabelRow } from './label-content.js';
import { SLICE } from './label-slices.js';
import { type SaveMode, writeVersion } from './write-version.js';

const COUNT = 1700;
const idOf = (index: number): string => `${(index * 7919).toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
const label = (index: number, more: Partial<Label> = {}): Label => ({
  ...BLANK_LABEL,
  onsetSeconds: index,
  offsetSeconds: index + 1,
  ...more,
});
const recording = { durationSeconds: 1e5, channels: 1, originalFileName: 'a.wav' };
const rowsOf = (labels: readonly Label[]): LabelRow[] =>
  toLabelBatch(labels, recording).chunks.flatMap((chunk) => JSON.parse(chunk) as LabelRow[]);

/** Stands for a track whose newest version has labels; keeps what statements were about. */
class Track {
  readonly inserted: LabelRow[] = [];
  readonly ended: string[] = [];
  readonly sizes: number[] = [];
  private readonly rows: LabelRow[];

  constructor(labels: readonly Label[]) {
    this.rows = rowsOf(labels).sort((a, b) => (a.id! < b.id! ? -1 : 1));
  }

  query(statement: string, values: unknown[]): Promise<LabelRow[]> {
    if (statement.includes('INSERT')) {
      const rows = JSON.parse(values[0] as string) as LabelRow[];
      this.inserted.push(...rows);
      this.sizes.push(rows.length);
      return Promise.resolve([]);
    }
    if (statement.includes('UPDATE')) {
      const ids = values[2] as string[];
      this.ended.push(...ids);
      this.sizes.push(ids.length);
      return Promise.resolve([]);
    }
    const [, wanted] = values;
    const found = Array.isArray(wanted)
      ? this.rows.filter(({ id }) => wanted.includes(id))
      : this.rows.filter(({ id }) => wanted === undefined || id! > (wanted as string)).slice(0, SLICE);
    this.sizes.push(found.length);
    return Promise.resolve(found);
  }

  save(labels: readonly Label[], mode: SaveMode): Promise<number> {
    const batch = toLabelBatch(labels, recording);
    const version = { trackId: 'track', number: 2, previousCount: this.rows.length, batch, mode };
    return writeVersion(this as unknown as EntityManager, version);
  }
}

const OLD = Array.from({ length: COUNT }, (_, index) => label(index, { id: idOf(index) }));
const without = (one: Label): Label => ({ ...one, id: undefined });

describe('writing a version', () => {
  it.each<[string, Label[], SaveMode, { inserted: number; ended: number; count: number }]>([
    ['the same without ids', OLD.map(without), 'replace', { inserted: 0, ended: 0, count: COUNT }],
    ['the same with ids', OLD, 'replace', { inserted: 0, ended: 0, count: COUNT }],
    ['the same twice', [...OLD, ...OLD].map(without), 'replace', { inserted: COUNT, ended: 0, count: 2 * COUNT }],
    [
      'others',
      OLD.map((one) => without({ ...one, text: 'x' })),
      'replace',
      { inserted: COUNT, ended: COUNT, count: COUNT },
    ],
    [
      'all changed',
      OLD.map((one) => ({ ...one, text: 'x' })),
      'replace',
      { inserted: COUNT, ended: COUNT, count: COUNT },
    ],
    [
      'all changed',
      OLD.map((one) => ({ ...one, text: 'x' })),
      'append',
      { inserted: COUNT, ended: COUNT, count: COUNT },
    ],
    ['all but one', OLD.slice(1), 'replace', { inserted: 0, ended: 1, count: COUNT - 1 }],
    ['one more', [label(0)], 'append', { inserted: 1, ended: 0, count: COUNT + 1 }],
    ['a new id', [label(0, { id: idOf(COUNT) })], 'append', { inserted: 1, ended: 0, count: COUNT + 1 }],
    [
      'an old one in capitals',
      [{ ...OLD[1], id: idOf(1).toUpperCase() }],
      'append',
      { inserted: 0, ended: 0, count: COUNT },
    ],
    ['none', [], 'replace', { inserted: 0, ended: COUNT, count: 0 }],
  ])('%s: only what differs is written, a slice at a time (%#)', async (_, labels, mode, expected) => {
    const track = new Track(OLD);
    const count = await track.save(labels, mode);
    expect({ inserted: track.inserted.length, ended: track.ended.length, count }).toEqual(expected);
    expect(Math.max(...track.sizes)).toBeLessThanOrEqual(SLICE);
  });

  it('a label whose id is given elsewhere is not recognised by what it says', async () => {
    const track = new Track(OLD.slice(0, 1));
    await track.save([without(OLD[0]), { ...OLD[0], text: 'moved on' }], 'replace');
    expect(track.inserted.map(({ id, text }) => [id, text])).toEqual([
      [undefined, ''],
      [idOf(0), 'moved on'],
    ]);
    expect(track.ended).toEqual([idOf(0)]);
  });
});
