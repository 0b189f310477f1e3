import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TooManyRequestsError } from '../../common/errors/errors.js';
import { Environment } from '../../config/environment.js';

const RETRY_AFTER_SECONDS = 30;
const COUNT_VALID_MS = 1_000;

/** Refuses further jobs when too many wait already, in all or for one owner. */
@Injectable()
export class JobAdmission {
  /** Jobs in all as of `countedAt`, plus those admitted here since: counting 20,000 rows for each new one would be slow. */
  private estimate = 0;
  private countedAt = 0;

  constructor(private readonly environment: Environment) {}

  /** @throws TooManyRequestsError when one more job of this owner would be too many */
  async admit(manager: EntityManager, ownerId: string): Promise<void> {
    const { MAX_QUEUED_JOBS, MAX_QUEUED_JOBS_PER_USER } = this.environment;
    if ((await this.countAll(manager)) >= MAX_QUEUED_JOBS) {
      throw new TooManyRequestsError(
        'queue-full',
        `${MAX_QUEUED_JOBS} jobs are waiting already, which is as many as this server takes. Try again later.`,
        RETRY_AFTER_SECONDS,
      );
    }
    // Requests of one owner in parallel would each count none of the others' jobs; they count in turns, until their transactions end.
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('jobs of ' || $1, 0))`, [ownerId]);
    const own = await this.count(manager, `status IN ('queued', 'waiting') AND owner_id = $1`, [ownerId]);
    if (own >= MAX_QUEUED_JOBS_PER_USER) {
      throw new TooManyRequestsError(
        'too-many-queued-jobs',
        `You have ${own} jobs waiting, which is as many as one user may have. Wait for some of them to end or cancel them.`,
        RETRY_AFTER_SECONDS,
      );
    }
    this.estimate++;
  }

  private async countAll(manager: EntityManager): Promise<number> {
    const isFresh = Date.now() - this.countedAt < COUNT_VALID_MS;
    if (!isFresh || this.estimate >= this.environment.MAX_QUEUED_JOBS) {
      this.estimate = await this.count(manager, `status IN ('queued', 'waiting')`, []);
      this.countedAt = Date.now();
    }
    return this.estimate;
  }

  private async count(manager: EntityManager, condition: string, parameters: readonly string[]): Promise<number> {
    const [{ count }] = await manager.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM jobs WHERE ${condition}`,
      [...parameters],
    );
    return count;
  }
}
