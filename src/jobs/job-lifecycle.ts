import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import { JobRunner } from './runner/job-runner.js';
import { JobSweeper } from './runner/job-sweeper.js';
import { JobRecovery } from './store/job-recovery.js';

/** Starts and stops what runs jobs, as the role of this process asks for. */
@Injectable()
export class JobLifecycle implements OnModuleDestroy {
  private readonly logger = new Logger(JobLifecycle.name);

  constructor(
    private readonly environment: Environment,
    private readonly recovery: JobRecovery,
    private readonly runner: JobRunner,
    private readonly sweeper: JobSweeper,
  ) {}

  /** To be called by the server once it listens; a command that only uses the services runs no jobs. */
  async start(): Promise<void> {
    if (this.environment.DATABASE_URL === undefined) await this.recoverFromEarlierProcess();
    if (this.environment.ROLE !== 'api') await this.runner.start(this.environment.COMPUTE_THREADS);
    this.sweeper.start();
  }

  /** The lock on the data directory proves that whoever ran these jobs is gone: no need to wait for their leases. */
  private async recoverFromEarlierProcess(): Promise<void> {
    for (const { id, kind, status } of await this.recovery.recoverAll()) {
      this.logger.warn(`Job ${id} (${kind}) was cut off when the server ended; it is ${status} now`);
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.runner.stop();
    await this.sweeper.stop();
  }
}
