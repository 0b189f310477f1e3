import { Injectable, Logger } from '@nestjs/common';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { JobSignals } from '../job-signals.js';
import { JobTimings } from '../job-timings.js';
import { JobDispatcher } from '../queue/job-dispatcher.js';
import { JobQueue } from '../queue/job-queue.js';
import { JobRegistry } from '../registry/job-registry.js';
import { JobRecovery } from '../store/job-recovery.js';

/** Any constant does; it must only be the same in every process that shares the database. */
const SWEEP_LOCK = 7_364_203;
const PRUNE_EVERY_MS = 600_000;

/**
 * Finds, every few seconds, jobs that nobody would run otherwise: those of dead processes, those that the queue lost, those whose
 * model may have come. Every process sweeps, so that one of them always does; of several at the same moment one is enough.
 */
@Injectable()
export class JobSweeper {
  private readonly logger = new Logger(JobSweeper.name);
  private timer?: NodeJS.Timeout;
  private sweepUnderWay?: Promise<void>;
  private prunedAt = 0;

  constructor(
    private readonly transactions: Transactions,
    private readonly recovery: JobRecovery,
    private readonly queue: JobQueue,
    private readonly dispatcher: JobDispatcher,
    private readonly registry: JobRegistry,
    private readonly signals: JobSignals,
    private readonly timings: JobTimings,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.sweepUnderWay ??= this.sweep()
        .catch((error: unknown) => this.logger.error(error))
        .finally(() => (this.sweepUnderWay = undefined));
    }, this.timings.sweepMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.sweepUnderWay;
  }

  async sweep(): Promise<void> {
    await this.transactions.run((transaction) => this.recover(transaction));
    const unknown = await this.queue.reconcile();
    // Deliveries of limited kinds are let go while the process is at their limit, and offered again in this way.
    const lost = unknown.filter((kind) => this.registry.find(kind)?.perProcess === Infinity).length;
    if (lost > 0) this.logger.warn(`${lost} jobs were unknown to the queue and were handed to it again`);
    if (Date.now() - this.prunedAt > PRUNE_EVERY_MS) {
      this.prunedAt = Date.now();
      await this.recovery.pruneEvents();
    }
  }

  private async recover(transaction: Transaction): Promise<void> {
    const { manager } = transaction;
    const [{ locked }] = await manager.query<{ locked: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS locked', [
      SWEEP_LOCK,
    ]);
    if (!locked) return;
    const stalled = await this.recovery.recoverStalled(manager);
    const overdue = await this.recovery.failOverdue(manager);
    const probed = await this.recovery.probeWaiting(manager);
    for (const { id, kind, status } of stalled) {
      this.logger.warn(`The process that ran job ${id} (${kind}) died; the job is ${status} now`);
    }
    transaction.afterCommit(() => {
      for (const { id } of [...stalled, ...overdue, ...probed]) this.signals.changed.next(id);
      this.dispatcher.dispatch([...stalled.filter(({ status }) => status === 'queued'), ...probed]);
    });
  }
}
