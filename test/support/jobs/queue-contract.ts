/* eslint-disable jest/no-export -- one suite that the specs of both queues run */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { UnprocessableError } from '../../../src/common/errors/errors.js';
import type { JobEntity } from '../../../src/jobs/entities/job.entity.js';
import type { JobContext } from '../../../src/jobs/job-context.js';
import { WaitingForModelError } from '../../../src/jobs/job-errors.js';
import { isFinished } from '../../../src/jobs/job-status.js';
import { type JobProcess, type TestKind, newOwner } from './job-world.js';
import { eventually } from './eventually.js';

/** Where a queue is tried: a database, and processes that share it and the queue. */
export interface QueueWorld {
  readonly dataSource: DataSource;
  newProcess(kinds: readonly TestKind[]): JobProcess;
  close(): Promise<void>;
}

/** What every queue must do. Both adapters run it, on each database that they work with. */
export function describeQueueContract(name: string, openWorld: () => Promise<QueueWorld>): void {
  describe(`${name}: what every queue must do`, () => {
    let world: QueueWorld;
    let ownerId: string;
    let running: JobProcess[];

    beforeAll(async () => void (world = await openWorld()));
    afterAll(() => world.close());
    beforeEach(async () => {
      running = [];
      ownerId = await newOwner(world.dataSource);
    });
    afterEach(async () => {
      for (const process of running) await stop(process);
      await world.dataSource.query('DELETE FROM users');
    });

    async function start(kinds: readonly TestKind[], slots = 2): Promise<JobProcess> {
      const process = world.newProcess(kinds);
      running.push(process);
      await process.runner.start(slots);
      process.sweeper.start();
      return process;
    }

    async function stop(process: JobProcess): Promise<void> {
      running = running.filter((other) => other !== process);
      await process.runner.stop();
      await process.sweeper.stop();
    }

    const finished = (process: JobProcess, { id }: JobEntity): Promise<JobEntity> =>
      eventually(async () => {
        const job = await process.get(id);
        return isFinished(job.status) ? job : undefined;
      });

    /** A kind whose jobs run until they are let go or aborted. */
    function gate(settings?: TestKind['settings']) {
      const contexts: JobContext[] = [];
      let open: () => void = () => undefined;
      const opened = new Promise<void>((resolve) => (open = resolve));
      const kind: TestKind = {
        kind: 'gate',
        settings,
        process: async (context) => {
          contexts.push(context);
          const aborted = new Promise<never>((_, reject) =>
            context.signal.addEventListener('abort', () => reject(context.signal.reason as Error)),
          );
          await Promise.race([opened, aborted]);
          return { result: {} };
        },
      };
      return { kind, contexts, open, entered: () => eventually(() => Promise.resolve(contexts.at(-1))) };
    }

    it('runs each of 60 jobs once in two processes', async () => {
      const runs: string[] = [];
      const kind: TestKind = {
        kind: 'count',
        process: async ({ id }) => {
          runs.push(id);
          await delay(1);
          return { result: { id } };
        },
      };
      const [first] = [await start([kind]), await start([kind])];
      const jobs: JobEntity[] = [];
      for (let i = 0; i < 60; i++) jobs.push(await first.create({ kind: 'count', ownerId }));
      for (const job of jobs) {
        expect(await finished(first, job)).toMatchObject({ status: 'succeeded', result: { id: job.id }, attempts: 1 });
      }
      expect(runs.sort()).toEqual(jobs.map(({ id }) => id).sort());
    });

    it('tries a failing job again and keeps the result of the try that succeeds', async () => {
      const attempts: number[] = [];
      const process = await start([
        {
          kind: 'flaky',
          process: ({ attempt }) => {
            attempts.push(attempt);
            return attempt < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve({ result: { attempt } });
          },
        },
      ]);
      const job = await finished(process, await process.create({ kind: 'flaky', ownerId }));
      expect(job).toMatchObject({ status: 'succeeded', attempts: 3, result: { attempt: 3 }, error: null });
      expect(attempts).toEqual([1, 2, 3]);
    });

    it('gives up after the last attempt and hides what only the log should tell', async () => {
      const process = await start([
        { kind: 'broken', settings: { maxAttempts: 2 }, process: () => Promise.reject(new Error('secret path')) },
      ]);
      const job = await finished(process, await process.create({ kind: 'broken', ownerId }));
      expect(job).toMatchObject({ status: 'failed', attempts: 2, error: { code: 'internal-error' } });
      expect(JSON.stringify(job.error)).not.toContain('secret');
    });

    it('does not try again what fails the same way every time', async () => {
      const process = await start([
        {
          kind: 'undecodable',
          process: () => Promise.reject(new UnprocessableError('undecodable-audio', 'The file holds no audio.')),
        },
      ]);
      const job = await finished(process, await process.create({ kind: 'undecodable', ownerId }));
      expect(job).toMatchObject({ status: 'failed', attempts: 1, error: { code: 'undecodable-audio' } });
    });

    it('keeps a job that waits for a model and runs it when the model has come', async () => {
      let isInstalled = false;
      const process = await start([
        {
          kind: 'model',
          settings: { maxAttempts: 1 },
          process: () =>
            isInstalled
              ? Promise.resolve({ result: {}, model: 'm@1' })
              : Promise.reject(new WaitingForModelError('Run: earshot models pull m')),
        },
      ]);
      const jobs = [await process.create({ kind: 'model', ownerId }), await process.create({ kind: 'model', ownerId })];
      for (const { id } of jobs)
        await eventually(async () => (await process.get(id)).status === 'waiting' || undefined);
      expect((await process.get(jobs[0].id)).error).toMatchObject({ code: 'model-not-installed' });
      isInstalled = true;
      for (const job of jobs) {
        expect(await finished(process, job)).toMatchObject({ status: 'succeeded', attempts: 1, resultModel: 'm@1' });
      }
    });

    it('cancels a job that waits before it ever runs', async () => {
      const { kind, contexts } = gate();
      const process = world.newProcess([kind]);
      const job = await process.create({ kind: 'gate', ownerId });
      await process.control.cancel(job.id);
      const runner = await start([kind]);
      await runner.sweeper.sweep();
      expect(await process.get(job.id)).toMatchObject({ status: 'cancelled', attempts: 0 });
      expect(contexts).toEqual([]);
    });

    it('cancels a job that another process runs', async () => {
      const { kind, entered } = gate();
      const runner = await start([kind]);
      const other = world.newProcess([kind]);
      const job = await other.create({ kind: 'gate', ownerId });
      const { signal } = await entered();
      await other.control.cancel(job.id);
      expect((await finished(runner, job)).status).toBe('cancelled');
      expect(signal.reason).toMatchObject({ reason: 'cancelled' });
    });

    it('settles a job whose processor does not listen to its signal', async () => {
      const process = await start([{ kind: 'deaf', process: () => new Promise(() => undefined) }], 1);
      const job = await process.create({ kind: 'deaf', ownerId });
      await eventually(async () => (await process.get(job.id)).status === 'running' || undefined);
      await process.control.cancel(job.id);
      expect((await finished(process, job)).status).toBe('cancelled');
    });

    it('ends an attempt that takes too long', async () => {
      const { kind, entered } = gate({ timeoutSeconds: 1 });
      const process = await start([kind]);
      const job = await process.create({ kind: 'gate', ownerId });
      const { signal } = await entered();
      expect(await finished(process, job)).toMatchObject({ status: 'failed', error: { code: 'timed-out' } });
      expect(signal.aborted).toBe(true);
    });

    it('runs a job whose process died', async () => {
      const kind: TestKind = { kind: 'work', process: () => Promise.resolve({ result: {} }) };
      const dead = world.newProcess([kind]);
      const { id } = await dead.create({ kind: 'work', ownerId });
      await dead.leases.claimNext();
      const process = await start([kind]);
      const job = await eventually(async () => {
        const row = await process.get(id);
        return row.status === 'succeeded' ? row : undefined;
      });
      expect(job).toMatchObject({ stalls: 1, attempts: 2 });
    });

    it('runs a job that the queue was never told of', async () => {
      const process = await start([{ kind: 'work', process: () => Promise.resolve({ result: {} }) }]);
      const id = randomUUID();
      await world.dataSource.query(
        `INSERT INTO jobs (id, kind, owner_id, options, maximum_attempts, timeout_seconds, rank)
         VALUES ($1, 'work', $2, '{}', 1, 60, 1)`,
        [id, ownerId],
      );
      expect((await finished(process, await process.get(id))).status).toBe('succeeded');
    });

    it('runs nothing of a transaction that was rolled back', async () => {
      const runs: string[] = [];
      const kind: TestKind = {
        kind: 'work',
        process: ({ id }) => Promise.resolve({ result: { run: runs.push(id) } }),
      };
      const process = await start([kind]);
      const undone = process.transactions.run(async (transaction) => {
        await process.creation.create(transaction, { kind: 'work', ownerId, recordingId: null });
        throw new Error('the cause did not happen');
      });
      await expect(undone).rejects.toThrow('the cause did not happen');
      const job = await finished(process, await process.create({ kind: 'work', ownerId }));
      expect(runs).toEqual([job.id]);
    });

    it('serves one job of one user before the backlog of another', async () => {
      const order: string[] = [];
      const kind: TestKind = {
        kind: 'work',
        process: ({ ownerId: owner }) => Promise.resolve({ result: { place: order.push(owner) } }),
      };
      const process = world.newProcess([kind]);
      for (let i = 0; i < 30; i++) await process.create({ kind: 'work', ownerId });
      const other = await newOwner(world.dataSource);
      const job = await process.create({ kind: 'work', ownerId: other });
      running.push(process);
      await process.runner.start(1);
      process.sweeper.start();
      await finished(process, job);
      expect(order.indexOf(other)).toBeLessThan(5);
    });

    it('hands a running job back when its process stops, and another one runs it', async () => {
      const { kind, entered, open } = gate();
      const first = await start([kind]);
      const job = await first.create({ kind: 'gate', ownerId });
      const { signal } = await entered();
      await stop(first);
      expect(signal.reason).toMatchObject({ reason: 'stopping' });
      open();
      const second = await start([kind]);
      expect(await finished(second, job)).toMatchObject({ status: 'succeeded', attempts: 1, stalls: 0 });
    });

    it('lets a running job end when its process is asked to stop', async () => {
      const { kind, entered, open } = gate();
      const process = await start([kind]);
      const job = await process.create({ kind: 'gate', ownerId });
      await entered();
      const stopped = stop(process);
      open();
      await stopped;
      expect((await process.get(job.id)).status).toBe('succeeded');
    });

    it('stops a job that was deleted', async () => {
      const { kind, entered } = gate();
      const process = await start([kind]);
      const job = await process.create({ kind: 'gate', ownerId });
      const { signal } = await entered();
      await world.dataSource.query('DELETE FROM jobs WHERE id = $1', [job.id]);
      await eventually(() => Promise.resolve(signal.aborted || undefined));
      expect(signal.reason).toMatchObject({ reason: 'lost' });
    });

    it('keeps progress and pieces of the result while a job runs', async () => {
      let open: () => void = () => undefined;
      const opened = new Promise<void>((resolve) => (open = resolve));
      const process = await start([
        {
          kind: 'reporting',
          process: async (context) => {
            context.report(0.5, { words: ['one'] });
            context.report(0.25, { words: ['two\u0000'] });
            await opened;
            return { result: {} };
          },
        },
      ]);
      const { id } = await process.create({ kind: 'reporting', ownerId });
      await eventually(async () => (await process.get(id)).progress === 0.5 || undefined);
      const events = await eventually(async () => {
        const rows = await world.dataSource.query<{ data: object }[]>(
          'SELECT data FROM job_events WHERE job_id = $1 ORDER BY seq',
          [id],
        );
        return rows.length === 2 ? rows : undefined;
      });
      expect(events.map(({ data }) => data)).toEqual([{ words: ['one'] }, { words: ['two\ufffd'] }]);
      open();
      expect((await finished(process, await process.get(id))).progress).toBe(1);
    });
  });
}
