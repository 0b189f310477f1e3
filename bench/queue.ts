import { Logger } from '@nestjs/common';
import Bull from 'bull';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment } from '../src/config/environment.js';
import { JOBS_QUEUE, type RunJobPayload } from '../src/jobs/job-names.js';
import { JobTimings } from '../src/jobs/job-timings.js';
import { BullQueue } from '../src/jobs/queue/bull-queue.js';
import { EmbeddedQueue } from '../src/jobs/queue/embedded-queue.js';
import { bullOptions } from '../src/jobs/queue/queue-choice.js';
import { JobRecovery } from '../src/jobs/store/job-recovery.js';
import {
  type JobDatabase,
  JobProcess,
  newOwner,
  openEmbeddedDatabase,
  openServerDatabase,
} from '../test/support/jobs/job-world.js';
import { redisDatabase } from '../test/support/redis-database.js';

/**
 * `npm run bench:queue`: jobs with a processor that does nothing through each queue, each job made in a transaction of its own as a
 * request does it. Needs PostgreSQL and Redis for the two that use them (`TEST_POSTGRES_URL`, `TEST_REDIS_URL`).
 */
const JOBS = 2_000;
const SLOTS = 2;
const ROUNDS = 3;

Logger.overrideLogger(['error']);

/** The limit on a user's jobs would stop the adding. */
const manyJobs = (): Environment => Object.assign(new Environment(), { MAX_QUEUED_JOBS_PER_USER: JOBS + 1 });

const noop = { kind: 'noop', process: () => Promise.resolve({ result: {} }) };
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** @param clients how many requests add jobs at the same time; the embedded database answers one at a time anyway */
async function measure(process: JobProcess, clients: number): Promise<{ added: number; run: number }> {
  const ownerId = await newOwner(process.dataSource);
  let left = JOBS;
  const addingSince = performance.now();
  const add = async (): Promise<void> => {
    while (left-- > 0) await process.create({ kind: 'noop', ownerId });
  };
  await Promise.all(Array.from({ length: clients }, add));
  const added = (JOBS / (performance.now() - addingSince)) * 1000;

  let ended = 0;
  const allEnded = new Promise<void>((resolve) => {
    process.metrics.finishedRuns.subscribe(() => {
      if (++ended === JOBS) resolve();
    });
  });
  const runningSince = performance.now();
  await process.runner.start(SLOTS);
  await allEnded;
  const run = (JOBS / (performance.now() - runningSince)) * 1000;
  await process.runner.stop();
  await process.dataSource.query('DELETE FROM jobs');
  return { added, run };
}

async function report(
  name: string,
  open: () => Promise<JobDatabase>,
  newProcess: (database: JobDatabase) => { process: JobProcess; close?: () => Promise<void> },
): Promise<void> {
  const database = await open();
  const figures: { added: number; run: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { process, close } = newProcess(database);
    figures.push(await measure(process, 4));
    await close?.();
  }
  await database.close();
  const [added, run] = [median(figures.map((figure) => figure.added)), median(figures.map((figure) => figure.run))];
  console.log(`${name.padEnd(46)} ${added.toFixed(0).padStart(6)} added/s ${run.toFixed(0).padStart(6)} run/s`);
}

const rowsOnly = ({ dataSource }: JobDatabase): { process: JobProcess } => {
  const timings = new JobTimings();
  return { process: new JobProcess(dataSource, [noop], new EmbeddedQueue(timings), timings, manyJobs()) };
};

const throughBull = ({ dataSource }: JobDatabase): { process: JobProcess; close: () => Promise<void> } => {
  const timings = new JobTimings();
  const { url, ...options } = bullOptions(redisDatabase(6));
  const bull = new Bull<RunJobPayload>(JOBS_QUEUE, url, { ...options, prefix: `bench-${randomUUID()}` });
  const queue = new BullQueue(bull, new JobRecovery(dataSource, timings));
  const process = new JobProcess(dataSource, [noop], queue, timings, manyJobs());
  return { process, close: () => queue.beforeApplicationShutdown() };
};

console.log(`${JOBS} jobs, ${SLOTS} slots in one process, median of ${ROUNDS} rounds`);
const directory = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
await report('rows, embedded database on disk', () => openEmbeddedDatabase(join(directory, 'database')), rowsOnly);
await report('rows, PostgreSQL', openServerDatabase, rowsOnly);
await report('Bull, PostgreSQL and Redis', openServerDatabase, throughBull);
rmSync(directory, { recursive: true });
