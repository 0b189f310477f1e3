import { Injectable, Logger } from '@nestjs/common';
import { JobTimings } from '../job-timings.js';
import { JobQueue, type QueuedJob, type TakeJob } from './job-queue.js';

/** The rows of the jobs table are the queue: free slots claim the first due row, as soon as this process adds one or on the next look. */
@Injectable()
export class EmbeddedQueue extends JobQueue {
  private readonly logger = new Logger(EmbeddedQueue.name);
  private take?: TakeJob;
  private freeSlots = 0;
  private poll?: NodeJS.Timeout;
  private round?: Promise<void>;
  private wokenMeanwhile = false;

  constructor(private readonly timings: JobTimings) {
    super();
  }

  offer(jobs: readonly QueuedJob[]): Promise<void> {
    if (jobs.some(({ delayMs }) => delayMs === 0)) this.wake();
    return Promise.resolve();
  }

  /** Every queued row is known: the rows are the queue. */
  reconcile(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  start(slots: number, take: TakeJob): Promise<void> {
    this.take = take;
    this.freeSlots = slots;
    this.poll = setInterval(() => this.wake(), this.timings.pollMs);
    this.wake();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    clearInterval(this.poll);
    this.take = undefined;
    await this.round;
  }

  isReady(): Promise<boolean> {
    return Promise.resolve(true);
  }

  private wake(): void {
    if (this.round !== undefined) {
      this.wokenMeanwhile = true;
      return;
    }
    this.round = this.fillSlots()
      .catch((error: unknown) => this.logger.error(error))
      .finally(() => {
        this.round = undefined;
        if (this.wokenMeanwhile) this.wake();
      });
  }

  private async fillSlots(): Promise<void> {
    this.wokenMeanwhile = false;
    while (this.take !== undefined && this.freeSlots > 0) {
      const started = await this.take();
      if (started === undefined) return;
      this.freeSlots--;
      void started.done.then(() => {
        this.freeSlots++;
        this.wake();
      });
    }
  }
}
