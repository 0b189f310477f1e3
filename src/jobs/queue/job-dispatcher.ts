import { Injectable, Logger } from '@nestjs/common';
import { JobQueue, type QueuedJob } from './job-queue.js';

/** Tells the queue of jobs whose rows are committed. When that fails the jobs are not lost: the next sweep offers them again. */
@Injectable()
export class JobDispatcher {
  private readonly logger = new Logger(JobDispatcher.name);

  constructor(private readonly queue: JobQueue) {}

  /** Returns at once, so that no request waits for Redis. */
  dispatch(jobs: readonly QueuedJob[]): void {
    if (jobs.length === 0) return;
    this.queue.offer(jobs).catch((error: unknown) => {
      this.logger.warn(`${jobs.length} jobs stay in the database until the queue takes them: ${String(error)}`);
    });
  }
}
