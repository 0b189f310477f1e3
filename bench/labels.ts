/**
 * Measures for how long saves of 100,000 labels hold the event loop when the database is inside the process, and how long they take.
 *
 *     npm run bench:labels
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { toLabelBatch } from '../src/annotations/intake/label-batch.js';
import { BLANK_LABEL, type Label } from '../src/annotations/label.js';
import { compareVersions } from '../src/annotations/versions/compare-versions.js';
import { type SaveMode, writeVersion } from '../src/annotations/versions/write-version.js';
import { EventLoopMonitor } from '../src/compute/event-loop-monitor.js';
import { embeddedOptions } from '../src/database/data-source-options.js';
import { EmbeddedPostgres } from '../src/database/embedded-postgres.js';

const COUNT = 100_000;
const RECORDING = { durationSeconds: 1e6, channels: 1, originalFileName: 'night.wav' };

const directory = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
const embedded = await EmbeddedPostgres.open(join(directory, 'database'));
const dataSource = await new DataSource(embeddedOptions(embedded)).initialize();
await dataSource.runMigrations();
// The recordings and accounts that the tracks would need are not what is measured.
await dataSource.query('ALTER TABLE annotation_tracks DROP CONSTRAINT annotation_tracks_recording_fkey');
const [{ id: trackId }] = await dataSource.query<{ id: string }[]>(
  `INSERT INTO annotation_tracks (recording_id, name) VALUES (gen_random_uuid(), 'bench') RETURNING id`,
);

async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  await delay(200);
  const monitor = new EventLoopMonitor();
  await delay(50);
  monitor.reset();
  // The first interval after a reset is not recorded.
  await delay(50);
  const start = performance.now();
  await work();
  await delay(20);
  const seconds = ((performance.now() - start - 20) / 1000).toFixed(1);
  const { p50Ms, p99Ms, maxMs } = monitor.delay();
  console.log(
    `${name}: ${seconds} s; event loop p50 ${p50Ms.toFixed(0)}, p99 ${p99Ms.toFixed(0)}, max ${maxMs.toFixed(0)} ms`,
  );
  monitor.onApplicationShutdown();
}

let number = 0;
let count = 0;
async function save(name: string, labels: readonly Label[], mode: SaveMode = 'replace'): Promise<void> {
  const batch = toLabelBatch(labels, RECORDING);
  await measure(name, async () => {
    number++;
    const version = { trackId, number, previousCount: count, batch, mode };
    count = await dataSource.transaction((manager) => writeVersion(manager, version));
    await dataSource.query('INSERT INTO annotation_versions (track_id, number, label_count) VALUES ($1, $2, $3)', [
      trackId,
      number,
      count,
    ]);
  });
}

const label = (index: number, cluster: string): Label => ({
  ...BLANK_LABEL,
  onsetSeconds: index / 10,
  offsetSeconds: index / 10 + 0.05,
  cluster,
});
const labels = Array.from({ length: COUNT }, (_, index) => label(index, `class ${index % 10_000}`));

await save('first save', labels);
await save('replaced by the same but one', [label(0, 'another'), ...labels.slice(1)]);
await save(
  'replaced by others',
  labels.map((one) => ({ ...one, text: 'x' })),
);
const rows = await dataSource.query<{ id: string }[]>('SELECT id FROM annotation_labels WHERE until_version IS NULL');
await save(
  'replaced by id',
  labels.map((one, index) => ({ ...one, id: rows[index].id, text: 'y' })),
);
await save('one more appended', [label(COUNT, 'more')], 'append');
await save('one changed by id', [{ ...label(0, 'more'), id: rows[0].id }], 'append');
const compare = (from: number, to: number) => () =>
  compareVersions(dataSource.manager, trackId, [from, to], { limit: 100 });
await measure('compared, one changed', compare(1, 2));
await measure('compared, all changed', compare(2, 3));

await dataSource.destroy();
await embedded.close();
rmSync(directory, { recursive: true, force: true });
