import { Logger } from '@nestjs/common';
import { eventually } from '../../../test/support/jobs/eventually.js';
import { JobSignals } from '../job-signals.js';
import { JobTimings } from '../job-timings.js';
import type { RegisteredKind } from '../registry/job-registry.js';
import type { ClaimedJob } from '../store/claimed-job.js';
import type { JobLeases, RenewedLease } from '../store/job-leases.js';
import { JobHeartbeat } from './job-heartbeat.js';
import { JobRun } from './job-run.js';

Logger.overrideLogger(false);

const job = { id: 'job', kind: 'work', fence: 1, timeoutSeconds: 60 } as ClaimedJob;
const timings = Object.assign(new JobTimings(), { heartbeatMs: 5, leaseMs: 60 });

describe('JobHeartbeat', () => {
  let heartbeat: JobHeartbeat;
  afterEach(() => heartbeat.stop());

  function startedRun(renew: () => Promise<RenewedLease[]>): JobRun {
    heartbeat = new JobHeartbeat({ renew } as unknown as JobLeases, new JobSignals(), timings);
    const run = new JobRun(job, {} as RegisteredKind);
    heartbeat.add(run);
    heartbeat.start();
    return run;
  }

  const reasonOf = (run: JobRun) => eventually(() => Promise.resolve(run.abortReason));

  it('stops a run that the database does not know as ours any more', async () => {
    expect(await reasonOf(startedRun(() => Promise.resolve([])))).toBe('lost');
  });

  it('stops a run that somebody wants to have cancelled', async () => {
    const run = startedRun(() => Promise.resolve([{ id: 'job', cancelRequested: true }]));
    expect(await reasonOf(run)).toBe('cancelled');
  });

  it('bears an outage of the database for as long as the lease lasts, and no longer', async () => {
    let beats = 0;
    const run = startedRun(() => {
      beats++;
      return Promise.reject(new Error('the database is away'));
    });
    expect(await reasonOf(run)).toBe('lost');
    expect(beats).toBeGreaterThan(2);
  });

  it('writes the pieces of a run one write after the other, so that nothing settles before they are there', async () => {
    const written: string[] = [];
    let finish = (): void => undefined;
    const addPartials = async (_job: ClaimedJob, partials: readonly string[]): Promise<void> => {
      if (written.length === 0) await new Promise<void>((resolve) => (finish = resolve));
      written.push(...partials);
    };
    heartbeat = new JobHeartbeat({ addPartials } as unknown as JobLeases, new JobSignals(), timings);
    const run = new JobRun(job, {} as RegisteredKind);
    run.returnPartials(['first']);
    const beat = heartbeat.flushPartials(run);
    let isSettled = false;
    const settling = heartbeat.flushPartials(run).then(() => (isSettled = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isSettled).toBe(false);
    run.returnPartials(['second']);
    finish();
    await Promise.all([beat, settling]);
    expect(written).toEqual(['first', 'second']);
  });
});
