import { spawnSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileForm, makeWav } from '../test/support/make-wav.js';
import { ScratchDatabase } from '../test/support/scratch-database.js';
import { TestServer } from '../test/support/test-server.js';

/**
 * `npm run bench:server`: cold start and memory of both profiles, and uploads of 5 MB files against `cat` writing the same bytes.
 * Every figure is the median of `ROUNDS` runs.
 */
const ROUNDS = 5;
const UPLOADS = 40;
const CONCURRENCY = 4;
const FILE_SECONDS = 59.45; // 44.1 kHz, mono, 16 bit: 5.2 MB

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN) * 1024;
}

async function timedStart(environment: NodeJS.ProcessEnv): Promise<{ server: TestServer; milliseconds: number }> {
  const started = performance.now();
  const server = await TestServer.start({ environment });
  while ((await server.call('/health/ready')).status !== 200);
  return { server, milliseconds: performance.now() - started };
}

async function coldStart(profile: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const first: number[] = [];
  const again: number[] = [];
  const memory: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { server, milliseconds } = await timedStart(environment);
    first.push(milliseconds);
    const restarted = performance.now();
    await server.restart();
    while ((await server.call('/health/ready')).status !== 200);
    again.push(performance.now() - restarted);
    memory.push(residentBytes(server.pid));
    await server.stop();
  }
  console.log(
    `${profile}: first start ${median(first).toFixed(0)} ms, restart (stop included) ${median(again).toFixed(0)} ms, ` +
      `resident ${megabytes(median(memory))} MB`,
  );
}

/** `cat` of the same bytes to the same disk, synchronised as the store does. */
function plainCopies(file: string, directory: string, count: number): number {
  const started = performance.now();
  for (let index = 0; index < count; index++) {
    const target = join(directory, `copy-${index}`);
    spawnSync('sh', ['-c', 'cat "$0" > "$1"', file, target]);
    const descriptor = openSync(target, 'r+');
    fsyncSync(descriptor);
    closeSync(descriptor);
  }
  return performance.now() - started;
}

async function uploads(): Promise<void> {
  const content = makeWav({ seconds: FILE_SECONDS, sampleRateHz: 44_100 });
  const { server } = await timedStart({});
  const token = await server.adminToken();
  const upload = async (): Promise<void> => {
    const { status } = await server.call('/v1/recordings', { token, form: fileForm(content) });
    if (status !== 201) throw new Error(`upload answered ${status}`);
  };
  await upload();
  const started = performance.now();
  let left = UPLOADS;
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      while (left-- > 0) await upload();
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const directory = mkdtempSync(join(tmpdir(), 'earshot-cat-'));
  const file = join(directory, 'original');
  writeFileSync(file, content);
  const plain = plainCopies(file, directory, UPLOADS) / 1000;
  rmSync(directory, { recursive: true });
  await server.stop();
  const bytes = UPLOADS * content.length;
  console.log(
    `uploads of ${megabytes(content.length)} MB, ${CONCURRENCY} at a time, each decoded and measured: ` +
      `${(UPLOADS / seconds).toFixed(1)}/s, ${megabytes(bytes / seconds)} MB/s; ` +
      `cat and fsync: ${megabytes(bytes / plain)} MB/s; ratio ${(plain / seconds).toFixed(2)}`,
  );
}

await coldStart('embedded', {});
const database = await ScratchDatabase.create('earshot_bench').catch(() => undefined);
if (database === undefined) console.log('scaled: skipped, no PostgreSQL on 127.0.0.1:5432');
else {
  await coldStart('scaled (PostgreSQL and Redis)', {
    DATABASE_URL: database.url,
    REDIS_URL: process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379/9',
  });
  await database.drop();
}
await uploads();
