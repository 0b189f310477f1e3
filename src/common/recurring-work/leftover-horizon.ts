import type { Environment } from '../../config/environment.js';

/**
 * Files are there before their row. Those that were last written before the horizon and have no row will not get one any more: they are older than
 * any work that goes on. With the embedded database nobody else stores anything, so what is older than this process can be judged, too.
 */
export class LeftoverHorizon {
  private readonly startedAt = Date.now();

  /** @param graceMs work between file and row takes this long at most */
  constructor(
    private readonly environment: Pick<Environment, 'DATABASE_URL'>,
    private readonly graceMs: number,
  ) {}

  at(now = Date.now()): Date {
    const graceEnds = now - this.graceMs;
    return new Date(this.environment.DATABASE_URL === undefined ? Math.max(this.startedAt, graceEnds) : graceEnds);
  }
}
