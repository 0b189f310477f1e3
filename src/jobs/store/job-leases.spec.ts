import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Transaction } from '../../database/transactions.js';
import {
  JobProcess,
  embeddedQueue,
  newOwner,
  openEmbeddedDatabase,
  quickTimings,
} from '../../../test/support/jobs/job-world.js';

const work = { kind: 'work', process: () => Promise.resolve({ result: {} }) };
const aDate = expect.any(Date) as Date;
const error = { code: 'broken', message: 'It broke.' };

describe('JobLeases', () => {
  let dataSource: DataSource;
  let close: () => Promise<void>;
  let ownerId: string;
  let first: JobProcess;
  let second: JobProcess;

  beforeAll(async () => ({ dataSource, close } = await openEmbeddedDatabase()));
  afterAll(() => close());
  beforeEach(async () => {
    await dataSource.query('DELETE FROM jobs');
    ownerId = await newOwner(dataSource);
    [first, second] = [quickTimings(), quickTimings()].map(
      (timings) => new JobProcess(dataSource, [work], embeddedQueue(timings), timings),
    );
  });

  const expireLeases = () => dataSource.query(`UPDATE jobs SET lease_until = now() - interval '1 s'`);

  it('gives a job to one process only', async () => {
    const { id } = await first.create({ kind: 'work', ownerId });
    const claims = await Promise.all([
      first.leases.claimNext(),
      second.leases.claimNext(),
      second.leases.claimById(id),
    ]);
    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
    expect(await first.get(id)).toMatchObject({
      status: 'running',
      attempts: 1,
      fence: 1,
      leasedBy: first.leases.holder,
    });
  });

  it('claims no job of a kind that this process cannot run', async () => {
    const { id } = await first.create({ kind: 'work', ownerId });
    const other = new JobProcess(dataSource, [{ ...work, kind: 'other' }], embeddedQueue(quickTimings()));
    expect(await other.leases.claimNext()).toBeUndefined();
    expect(await other.leases.claimById(id)).toBeUndefined();
  });

  it('tells of a run no more what the job has waited for, but what it failed with', async () => {
    const missing = { code: 'model-not-installed', message: 'Fetch it.', waitingFor: { task: 'music', model: null } };
    const { id } = await first.create({ kind: 'work', ownerId });
    for (const [settled, waited, shown] of [
      [{ type: 'wait', error: missing, delayMs: 0 }, true, null],
      [{ type: 'retry', error, delayMs: 0 }, false, error],
    ] as const) {
      await first.leases.settle((await first.leases.claimById(id))!, settled);
      expect(await first.get(id)).toMatchObject({ error: settled.error });
      await dataSource.query(`UPDATE jobs SET status = 'queued'`);
      expect(await second.leases.claimById(id)).toMatchObject({ id, waited });
      expect(await first.get(id)).toMatchObject({ status: 'running', error: shown });
      await dataSource.query(`UPDATE jobs SET status = 'queued'`);
    }
  });

  it('keeps the result of a run and ends its job', async () => {
    await first.create({ kind: 'work', ownerId });
    const job = (await first.leases.claimNext())!;
    expect(await first.leases.settle(job, { type: 'succeeded', result: '{"a":1}', model: 'm@1' })).toBe('succeeded');
    expect(await first.get(job.id)).toMatchObject({
      status: 'succeeded',
      result: { a: 1 },
      resultModel: 'm@1',
      progress: 1,
      leasedBy: null,
      finishedAt: aDate,
    });
  });

  it('keeps the rows of a feature exactly when it keeps the result', async () => {
    const succeeded = (sql: string) => ({
      type: 'succeeded' as const,
      result: '{}',
      model: null,
      storeWith: async ({ manager }: Transaction) => void (await manager.query(sql)),
    });
    const insert = (id: string): string =>
      `INSERT INTO job_events (job_id, fence, type, data) VALUES ('${id}', 1, 'own', '{}')`;
    const rows = () => dataSource.query<object[]>('SELECT * FROM job_events');
    await first.create({ kind: 'work', ownerId });
    const job = (await first.leases.claimNext())!;

    await expect(first.leases.settle(job, succeeded(`${insert(job.id)}; SELECT 1 / 0`))).rejects.toThrow(
      'division by zero',
    );
    expect(await first.get(job.id)).toMatchObject({ status: 'running', result: null });
    expect(await first.leases.settle({ ...job, fence: job.fence + 1 }, succeeded(insert(job.id)))).toBeUndefined();
    expect(await rows()).toEqual([]);
    expect(await first.leases.settle(job, succeeded(insert(job.id)))).toBe('succeeded');
    expect(await rows()).toHaveLength(1);
  });

  it('lets a process that lost its job write nothing', async () => {
    await first.create({ kind: 'work', ownerId });
    const lost = (await first.leases.claimNext())!;
    await expireLeases();
    await second.sweeper.sweep();
    const taken = (await second.leases.claimNext())!;

    expect(await first.leases.renew([{ ...lost, progress: 0.9 }])).toEqual([]);
    await first.leases.addPartials(lost, ['{"stale":true}']);
    expect(
      await first.leases.settle(lost, { type: 'succeeded', result: '{"stale":true}', model: null }),
    ).toBeUndefined();
    expect(await dataSource.query('SELECT * FROM job_events')).toEqual([]);
    expect(await first.get(lost.id)).toMatchObject({ status: 'running', progress: 0, result: null });
    expect(await second.leases.settle(taken, { type: 'succeeded', result: '{"fresh":true}', model: null })).toBe(
      'succeeded',
    );
  });

  it('fences even the process that handed a job back and claimed it again', async () => {
    await first.create({ kind: 'work', ownerId });
    const earlier = (await first.leases.claimNext())!;
    await first.leases.settle(earlier, { type: 'hand-back' });
    const later = (await first.leases.claimNext())!;
    expect(later.attempts).toBe(1);
    expect(await first.leases.settle(earlier, { type: 'failed', error })).toBeUndefined();
    expect((await first.get(later.id)).status).toBe('running');
  });

  it('renews several leases at once, keeps progress from going back and reports a wish to cancel', async () => {
    await first.create({ kind: 'work', ownerId });
    await first.create({ kind: 'work', ownerId });
    const [one, two] = [(await first.leases.claimNext())!, (await first.leases.claimNext())!];
    await first.leases.renew([{ ...one, progress: 0.5 }]);
    await second.control.cancel(two.id);
    const renewed = await first.leases.renew([
      { ...one, progress: 0.2 },
      { ...two, progress: 0.7 },
      { id: randomUUID(), fence: 1, progress: 0 },
    ]);
    expect(new Map(renewed.map(({ id, cancelRequested }) => [id, cancelRequested]))).toEqual(
      new Map([
        [one.id, false],
        [two.id, true],
      ]),
    );
    expect((await first.get(one.id)).progress).toBe(0.5);
  });

  it('does not queue a job again whose cancellation was asked for', async () => {
    await first.create({ kind: 'work', ownerId });
    const job = (await first.leases.claimNext())!;
    await first.control.cancel(job.id);
    expect(await first.leases.settle(job, { type: 'retry', error, delayMs: 0 })).toBe('cancelled');
    expect(await first.get(job.id)).toMatchObject({ status: 'cancelled', finishedAt: aDate });
  });

  it('does not hand a job out before its retry is due', async () => {
    const { id } = await first.create({ kind: 'work', ownerId });
    await first.leases.settle((await first.leases.claimNext())!, { type: 'retry', error, delayMs: 60_000 });
    expect(await first.leases.claimNext()).toBeUndefined();
    expect(await first.leases.claimById(id)).toBeUndefined();
    expect(await first.get(id)).toMatchObject({ status: 'queued', attempts: 1, error, startedAt: null });
  });

  it('runs a job once more after its process died and then fails it', async () => {
    const { id } = await first.create({ kind: 'work', ownerId });
    for (const expected of ['queued', 'failed']) {
      await first.leases.claimNext();
      await first.sweeper.sweep();
      expect((await first.get(id)).status).toBe('running');
      await expireLeases();
      await first.sweeper.sweep();
      expect((await first.get(id)).status).toBe(expected);
    }
    expect(await first.get(id)).toMatchObject({ stalls: 2, error: { code: 'stalled' }, finishedAt: aDate });
  });

  it('lets jobs go with their owner', async () => {
    await first.create({ kind: 'work', ownerId });
    const job = (await first.leases.claimNext())!;
    await dataSource.query('DELETE FROM users WHERE id = $1', [ownerId]);
    expect(await first.leases.renew([{ ...job, progress: 0 }])).toEqual([]);
    expect(await first.leases.settle(job, { type: 'succeeded', result: '{}', model: null })).toBeUndefined();
  });
});
