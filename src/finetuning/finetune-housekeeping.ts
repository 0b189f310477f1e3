import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LeftoverHorizon } from '../common/recurring-work/leftover-horizon.js';
import { RecurringWork } from '../common/recurring-work/recurring-work.js';
import { Environment } from '../config/environment.js';
import { FinetuneDirectories } from './finetune-directories.js';

const INTERVAL_MS = 3600_000;
/** A directory is there before its row; receiving and unpacking a large zip takes this long at most. */
const GRACE_MS = 6 * 3600_000;
/** How long a fine-tune that failed or was cancelled can be tried again. */
const KEPT_DAYS = 7;

/** Removes, at the start and every hour, training sets and checkpoints that nobody needs any more. */
@Injectable()
export class FinetuneHousekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(FinetuneHousekeeping.name);
  private readonly horizon: LeftoverHorizon;
  private readonly work = new RecurringWork(this.logger, INTERVAL_MS, () => this.cleanUp());

  constructor(
    private readonly environment: Environment,
    private readonly dataSource: DataSource,
    private readonly directories: FinetuneDirectories,
  ) {
    this.horizon = new LeftoverHorizon(environment, GRACE_MS);
  }

  onApplicationBootstrap(): void {
    if (this.environment.ROLE === 'worker') return;
    this.work.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.work.stop();
  }

  private async cleanUp(): Promise<void> {
    const ids = await this.directories.storedBefore(this.horizon.at());
    if (ids.length === 0) return;
    const needed = await this.dataSource.query<{ id: string }[]>(
      `SELECT finetunes.id FROM finetunes JOIN jobs ON jobs.id = finetunes.job_id
       WHERE finetunes.id = ANY($1::uuid[]) AND (jobs.status IN ('queued', 'running', 'waiting')
         OR (jobs.status <> 'succeeded' AND jobs.finished_at > now() - ${KEPT_DAYS} * interval '1 day'))`,
      [ids],
    );
    const kept = new Set(needed.map(({ id }) => id));
    for (const id of ids.filter((candidate) => !kept.has(candidate))) {
      await this.directories.remove(id);
      this.logger.log(`Removed the training set of fine-tune ${id}, which nobody needs any more`);
    }
  }
}
