import type { JobOutcome } from '../job-context.js';
import { Transactions } from '../../database/transactions.js';
import {
  JobProcess,
  embeddedQueue,
  type JobDatabase,
  newOwner,
  openEmbeddedDatabase,
  quickTimings,
} from '../../../test/support/jobs/job-world.js';
import { eventually } from '../../../test/support/jobs/eventually.js';

/** Work that writes something outside of its job, and is cancelled around that by another process, of which it hears nothing. */
describe('a cancellation and the end of a job', () => {
  let database: JobDatabase;
  let runs: JobProcess;
  let cancels: JobProcess;
  let step: 'before' | 'after';
  let kept: boolean;

  const make = async (jobId: string): Promise<JobOutcome> => {
    if (step === 'before') await cancels.control.cancel(jobId);
    await new Transactions(database.dataSource).run(async (transaction) => {
      await runs.control.holdAgainstCancel(transaction, jobId);
      kept = true;
    });
    if (step === 'after') {
      await cancels.control.cancel(jobId);
      // As when the heartbeat brings the news.
      runs.signals.cancelRequested.next(jobId);
    }
    return { result: { made: true }, isKept: true };
  };

  beforeAll(async () => {
    database = await openEmbeddedDatabase();
    const work = { kind: 'work', process: ({ id }: { id: string }) => make(id) };
    const slow = { ...quickTimings(), heartbeatMs: 60_000, leaseMs: 120_000 };
    [runs, cancels] = [1, 2].map(() => new JobProcess(database.dataSource, [work], embeddedQueue(slow), slow));
    return runs.runner.start(1);
  });
  afterAll(async () => {
    await runs.runner.stop();
    await database.close();
  });

  const ended = async () => {
    kept = false;
    const { id } = await runs.create({ kind: 'work', ownerId: await newOwner(database.dataSource) });
    return eventually(async () => {
      const job = await runs.get(id);
      return job.finishedAt === null ? undefined : job;
    });
  };

  it('leaves nothing when it comes before the work is written', async () => {
    step = 'before';
    expect(await ended()).toMatchObject({ status: 'cancelled', attempts: 1, result: null });
    expect(kept).toBe(false);
  });

  it('comes too late when the work is written', async () => {
    step = 'after';
    expect(await ended()).toMatchObject({ status: 'succeeded', result: { made: true }, error: null });
    expect(kept).toBe(true);
  });
});
