import type { ThrottlerStorage } from '@nestjs/throttler';
import type { EntityManager } from 'typeorm';

type Increment = Awaited<ReturnType<ThrottlerStorage['increment']>>;

interface WindowRow {
  readonly attempts: number;
  readonly seconds: number;
}

/** Opens a window, or counts one attempt more in the one that is open. One statement, so that concurrent attempts all count. */
const COUNT_ATTEMPT = `
  INSERT INTO attempt_windows AS open (key, attempts, resets_at)
  VALUES ($1, 1, now() + $2 * interval '1 millisecond')
  ON CONFLICT (key) DO UPDATE SET
    attempts = CASE WHEN open.resets_at <= now() THEN 1 ELSE open.attempts + 1 END,
    resets_at = CASE WHEN open.resets_at <= now() THEN excluded.resets_at ELSE open.resets_at END
  RETURNING attempts, ceil(extract(epoch FROM resets_at - now()))::integer AS seconds`;

/**
 * Counts attempts in the database, in fixed windows: every api process sees the same count, a restart does not forget it, and
 * nothing else need be installed. One upsert costs far less than the password hash that it guards.
 */
export class AttemptStorage implements ThrottlerStorage {
  constructor(private readonly manager: EntityManager) {}

  async increment(key: string, windowMs: number, limit: number): Promise<Increment> {
    const [{ attempts, seconds }] = await this.manager.query<WindowRow[]>(COUNT_ATTEMPT, [key, windowMs]);
    return {
      totalHits: attempts,
      timeToExpire: seconds,
      isBlocked: attempts > limit,
      timeToBlockExpire: attempts > limit ? seconds : 0,
    };
  }
}
