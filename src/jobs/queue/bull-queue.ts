import { InjectQueue } from '@nestjs/bull';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { JobOptions, Queue } from 'bull';
import { setTimeout as delay } from 'node:timers/promises';
import { JOBS_QUEUE, RUN_JOB, type RunJobPayload } from '../job-names.js';
import { JobRecovery } from '../store/job-recovery.js';
import { JobQueue, type QueuedJob, type TakeJob } from './job-queue.js';

const ANSWER_WITHIN_MS = 5_000;
const TAKE_AGAIN_MS = 1_000;
/** Enough to keep every worker busy until the next sweep. */
const RECONCILED_AT_ONCE = 1_000;

/**
 * The places, counted from 1, of deliveries that Redis does not hold. One that Redis lost while a worker was about to start it comes
 * back as a hash without data when the worker goes on; Bull would take it for a known job and ignore the offer, so it is removed.
 */
const FIND_UNKNOWN = `
  local unknown = {}
  for place, key in ipairs(KEYS) do
    if redis.call('HEXISTS', key, 'data') == 0 then
      redis.call('DEL', key)
      table.insert(unknown, place)
    end
  end
  return unknown`;

/** Redis has not answered in time, or there is no connection to it. */
export class RedisUnavailableError extends Error {
  constructor(what: string) {
    super(`Redis ${what}`);
    this.name = 'RedisUnavailableError';
  }
}

/**
 * Hands out jobs through Bull, whose jobs carry only the row's id. Each claim of a row makes the next delivery another Bull job (its id
 * contains the fence), so that a job can be offered again while Bull still holds the delivery that is being run.
 */
@Injectable()
export class BullQueue extends JobQueue implements BeforeApplicationShutdown {
  private readonly logger = new Logger(BullQueue.name);
  private isStopping = false;
  private isReachable = true;

  constructor(
    @InjectQueue(JOBS_QUEUE) private readonly bull: Queue<RunJobPayload>,
    private readonly recovery: JobRecovery,
  ) {
    super();
    this.bull.client.on('error', (error: Error) => this.noteError(error));
    this.bull.on('error', (error) => this.logger.debug(`Bull: ${error.message}`));
    this.bull.client.on('ready', () => this.noteReady());
  }

  async offer(jobs: readonly QueuedJob[]): Promise<void> {
    if (jobs.length === 0) return;
    await this.answerOf(() =>
      this.bull.addBulk(jobs.map((job) => ({ name: RUN_JOB, data: { id: job.id }, opts: deliveryOptions(job) }))),
    );
  }

  /** Looks at the jobs that are to run next: what is lost further back in the queue is found when its turn comes. */
  async reconcile(): Promise<readonly string[]> {
    const due = await this.recovery.listDue(RECONCILED_AT_ONCE);
    if (due.length === 0) return [];
    const keys = due.map((job) => this.bull.toKey(deliveryId(job)));
    const places = await this.answerOf(() => this.bull.client.eval(FIND_UNKNOWN, keys.length, ...keys));
    const unknown = (places as number[]).map((place) => due[place - 1]);
    await this.offer(unknown);
    return unknown.map(({ kind }) => kind);
  }

  start(slots: number, take: TakeJob): Promise<void> {
    // Bull's promise lasts as long as it processes, and it begins by itself as soon as Redis answers.
    this.bull
      .process(RUN_JOB, slots, ({ data }) => this.deliver(data.id, take))
      .catch((error: unknown) => this.logger.error(error));
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.answerOf(() => this.bull.pause(true, true)).catch((error: unknown) => this.logger.warn(String(error)));
  }

  async isReady(): Promise<boolean> {
    return this.answerOf(() => this.bull.client.ping()).then(
      () => true,
      () => false,
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.answerOf(() => this.bull.close(true)).catch((error: unknown) => this.logger.warn(String(error)));
  }

  /** While the database does not answer, the delivery is kept: dropping it would empty the queue. */
  private async deliver(id: string, take: TakeJob): Promise<void> {
    while (!this.isStopping) {
      try {
        const started = await take(id);
        return await started?.done;
      } catch (error) {
        this.logger.error(error);
        await delay(TAKE_AGAIN_MS);
      }
    }
  }

  /** Bull waits for Redis for ever; what this application does must not. */
  private async answerOf<T>(command: () => Promise<T>): Promise<T> {
    if (this.bull.client.status !== 'ready') throw new RedisUnavailableError('is not connected');
    const answered = new AbortController();
    const tooLate = delay(ANSWER_WITHIN_MS, undefined, { signal: answered.signal }).then(() => {
      throw new RedisUnavailableError(`did not answer within ${ANSWER_WITHIN_MS} ms`);
    });
    // Promise.race watches both, so that the one that comes second is not an unhandled rejection.
    return Promise.race([command(), tooLate]).finally(() => answered.abort());
  }

  private noteError(error: Error): void {
    if (this.isReachable) this.logger.warn(`Redis: ${error.message}. Jobs are kept in the database meanwhile.`);
    this.isReachable = false;
  }

  private noteReady(): void {
    if (!this.isReachable) this.logger.log('Redis answers again');
    this.isReachable = true;
  }
}

const deliveryId = ({ id, fence }: QueuedJob): string => `${id}.${fence}`;

const deliveryOptions = (job: QueuedJob): JobOptions => ({
  jobId: deliveryId(job),
  // Bull's priorities begin at 1 and a smaller one is served first, as with ranks.
  priority: Math.max(1, job.rank),
  delay: job.delayMs,
  attempts: 1,
  removeOnComplete: true,
  removeOnFail: true,
});
