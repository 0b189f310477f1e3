import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { JobMetrics } from '../job-metrics.js';
import { JobSignals } from '../job-signals.js';
import type { JobStatus } from '../job-status.js';
import { JobTimings } from '../job-timings.js';
import { JobDispatcher } from '../queue/job-dispatcher.js';
import { JobQueue, type StartedJob } from '../queue/job-queue.js';
import { JobRegistry } from '../registry/job-registry.js';
import type { ClaimedJob } from '../store/claimed-job.js';
import { JobControl } from '../store/job-control.js';
import { JobLeases } from '../store/job-leases.js';
import type { Settlement } from '../store/settlement.js';
import { JobHeartbeat } from './job-heartbeat.js';
import { JobRun } from './job-run.js';
import { LimitedPlaces } from './limited-places.js';
import { toSettlement } from './to-settlement.js';

const SETTLE_AGAIN_MS = 500;

/** Runs jobs in this process: takes what the queue hands out, keeps it alive, and writes down what came of it. */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger(JobRunner.name);
  private readonly runs = new Map<JobRun, Promise<void>>();
  private readonly claims = new Set<Promise<ClaimedJob | undefined>>();
  private readonly places: LimitedPlaces;
  private isStopping = false;

  constructor(
    private readonly queue: JobQueue,
    private readonly registry: JobRegistry,
    private readonly leases: JobLeases,
    private readonly heartbeat: JobHeartbeat,
    private readonly control: JobControl,
    private readonly dispatcher: JobDispatcher,
    private readonly signals: JobSignals,
    private readonly metrics: JobMetrics,
    private readonly timings: JobTimings,
  ) {
    this.places = new LimitedPlaces(registry);
  }

  async start(slots: number): Promise<void> {
    this.signals.cancelRequested.subscribe((id) => this.abortById(id));
    this.heartbeat.start();
    await this.queue.start(slots, (id) => this.take(id));
  }

  /**
   * Hands jobs that go on later from where they are back to the queue at once, lets the others end within the shutdown grace, and hands back what is
   * left then.
   */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.queue.stop();
    await Promise.allSettled(this.claims);
    const [resumable, others] = [true, false].map((can) =>
      [...this.runs.keys()].filter((run) => run.canHandOver === can),
    );
    for (const run of resumable) run.abort('stopping');
    if (resumable.length > 0) this.logger.log(`Stopping: ${resumable.length} running jobs go on after the next start`);
    if (others.length > 0) {
      const seconds = this.timings.shutdownGraceMs / 1000;
      this.logger.log(
        `Stopping: ${others.length} running jobs have ${seconds} s to end, then they go back to the queue`,
      );
    }
    const ended = Promise.all(this.runs.values());
    const graceEnded = new AbortController();
    await Promise.race([
      ended,
      delay(this.timings.shutdownGraceMs, undefined, { signal: graceEnded.signal }).catch(() => undefined),
    ]);
    graceEnded.abort();
    for (const run of this.runs.keys()) run.abort('stopping');
    await ended;
    this.heartbeat.stop();
  }

  private async take(id?: string): Promise<StartedJob | undefined> {
    if (this.isStopping) return undefined;
    const { kinds, settle } = this.places.reserve();
    const claim = id === undefined ? this.leases.claimNext(kinds) : this.leases.claimById(id, kinds);
    this.claims.add(claim);
    try {
      const job = await claim;
      const leave = settle(job?.kind);
      if (job === undefined) return undefined;
      const done = this.run(job).finally(leave ?? (() => undefined));
      return { done: leave === undefined ? done : Promise.resolve() };
    } catch (error) {
      settle(undefined);
      throw error;
    } finally {
      this.claims.delete(claim);
    }
  }

  private run(job: ClaimedJob): Promise<void> {
    const run = new JobRun(job, this.registry.find(job.kind)!);
    this.heartbeat.add(run);
    this.signals.changed.next(job.id);
    const done = this.perform(run)
      .catch((error: unknown) => this.logger.error(error))
      .finally(() => {
        this.heartbeat.remove(run);
        this.runs.delete(run);
        this.signals.changed.next(job.id);
      });
    this.runs.set(run, done);
    return done;
  }

  private async perform(run: JobRun): Promise<void> {
    const end = await run.execute(this.timings.abortGraceMs);
    const settlement = toSettlement(run, end, this.timings, this.logger);
    const status = settlement && (await this.settle(run, settlement));
    const seconds = (performance.now() - run.startedAt) / 1000;
    this.metrics.finishedRuns.next({ kind: run.job.kind, status: status ?? 'lost', seconds });
    if (status === 'queued') this.offerAgain(run.job, settlement!);
    if (run.job.waited && status !== undefined && status !== 'waiting') await this.control.wakeWaiting(run.job.kind);
  }

  /** Tries for as long as the lease lasts: what a job brought must not be lost to a short outage of the database. */
  private async settle(run: JobRun, settlement: Settlement): Promise<JobStatus | undefined> {
    const endedAt = performance.now();
    for (;;) {
      try {
        await this.heartbeat.flushPartials(run);
        return await this.leases.settle(run.job, settlement);
      } catch (error) {
        this.logger.error(error);
        if (performance.now() - endedAt > this.timings.leaseMs) return undefined;
        await delay(SETTLE_AGAIN_MS);
      }
    }
  }

  private offerAgain({ id, fence, rank }: ClaimedJob, settlement: Settlement): void {
    this.dispatcher.dispatch([{ id, fence, rank, delayMs: settlement.type === 'retry' ? settlement.delayMs : 0 }]);
  }

  private abortById(id: string): void {
    for (const run of this.runs.keys()) if (run.job.id === id) run.abort('cancelled');
  }
}
