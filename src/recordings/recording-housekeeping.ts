import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { LeftoverHorizon } from '../common/recurring-work/leftover-horizon.js';
import { RecurringWork } from '../common/recurring-work/recurring-work.js';
import { AudioStore } from '../audio/store/audio-store.js';
import { IdempotencyService } from '../common/idempotency/idempotency.service.js';
import { Environment } from '../config/environment.js';
import { RecordingEntity } from './entities/recording.entity.js';

const INTERVAL_MS = 3600_000;
/** Bytes are stored before their row; another process may take this long between the two. */
const GRACE_MS = 2 * 3600_000;

/**
 * Removes, at the start and every hour, what a killed process could not: bytes whose row was never written, bytes whose row was deleted,
 * and idempotency keys that nobody will send again.
 */
@Injectable()
export class RecordingHousekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RecordingHousekeeping.name);
  private readonly horizon: LeftoverHorizon;
  private readonly work = new RecurringWork(this.logger, INTERVAL_MS, () => this.cleanUp());

  constructor(
    private readonly environment: Environment,
    private readonly dataSource: DataSource,
    private readonly store: AudioStore,
    private readonly idempotency: IdempotencyService,
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
    await this.idempotency.forgetOld(this.dataSource.manager);
    for await (const keys of this.store.keysStoredBefore(this.horizon.at())) {
      if (this.work.isStopping) return;
      await this.removeOrphans(keys);
    }
  }

  private async removeOrphans(keys: readonly string[]): Promise<void> {
    const kept = await this.dataSource.manager.find(RecordingEntity, {
      select: { id: true, storageKey: true },
      where: { storageKey: In([...keys]) },
    });
    const known = new Set(kept.map(({ storageKey }) => storageKey));
    for (const key of keys.filter((candidate) => !known.has(candidate))) {
      await this.store.delete(key);
      this.logger.log(`Removed audio ${key}, which belongs to no recording`);
    }
  }
}
