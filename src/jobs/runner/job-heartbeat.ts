import { Injectable, Logger } from '@nestjs/common';
import { JobSignals } from '../job-signals.js';
import { JobTimings } from '../job-timings.js';
import { JobLeases } from '../store/job-leases.js';
import type { JobRun } from './job-run.js';

/**
 * Keeps the leases of all runs of this process with one statement a beat. The same statement carries progress out and brings
 * cancellation in; a run that the database does not know as ours any more is stopped.
 */
@Injectable()
export class JobHeartbeat {
  private readonly logger = new Logger(JobHeartbeat.name);
  private readonly runs = new Map<string, { readonly run: JobRun; renewedAt: number }>();
  private readonly flushes = new WeakMap<JobRun, Promise<void>>();
  private timer?: NodeJS.Timeout;
  private isBeating = false;

  constructor(
    private readonly leases: JobLeases,
    private readonly signals: JobSignals,
    private readonly timings: JobTimings,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.beat(), this.timings.heartbeatMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  add(run: JobRun): void {
    this.runs.set(run.job.id, { run, renewedAt: run.startedAt });
  }

  remove(run: JobRun): void {
    if (this.runs.get(run.job.id)?.run === run) this.runs.delete(run.job.id);
  }

  /**
   * Writes what a run reported since the last beat; to be called before it is settled too. One write of a run follows the other: settling must not
   * overtake pieces that a beat is still writing, which a job that has ended would not take any more.
   */
  async flushPartials(run: JobRun): Promise<void> {
    const before = this.flushes.get(run) ?? Promise.resolve();
    const flush = before.catch(() => undefined).then(() => this.writePartials(run));
    this.flushes.set(run, flush);
    await flush;
  }

  private async writePartials(run: JobRun): Promise<void> {
    const partials = run.takePartials();
    if (partials.length === 0) return;
    try {
      await this.leases.addPartials(run.job, partials);
    } catch (error) {
      run.returnPartials(partials);
      throw error;
    }
  }

  private async beat(): Promise<void> {
    if (this.isBeating || this.runs.size === 0) return;
    this.isBeating = true;
    const beaten = [...this.runs.values()];
    const startedAt = performance.now();
    const news = new Set(beaten.map(({ run }) => run).filter((run) => run.takeNews()));
    try {
      const renewed = await this.leases.renew(
        beaten.map(({ run: { job, progress } }) => ({ id: job.id, fence: job.fence, progress })),
      );
      const leases = new Map(renewed.map((lease) => [lease.id, lease]));
      for (const entry of beaten) {
        const lease = leases.get(entry.run.job.id);
        if (lease === undefined) entry.run.abort('lost');
        else if (lease.cancelRequested) entry.run.abort('cancelled');
        if (lease !== undefined) entry.renewedAt = startedAt;
      }
      for (const { run } of beaten) await this.publish(run, news.has(run));
    } catch (error) {
      this.logger.error(error);
      this.giveUpExpired(beaten);
    } finally {
      this.isBeating = false;
    }
  }

  /** Listeners are told once the database has it, where they will read it. */
  private async publish(run: JobRun, hasNews: boolean): Promise<void> {
    await this.flushPartials(run);
    if (hasNews) this.signals.changed.next(run.job.id);
  }

  /** Without the database nobody can tell us that a lease ended, but another process may act on it: stop in time. */
  private giveUpExpired(beaten: readonly { readonly run: JobRun; readonly renewedAt: number }[]): void {
    for (const { run, renewedAt } of beaten) {
      if (performance.now() - renewedAt > this.timings.leaseMs) run.abort('lost');
    }
  }
}
