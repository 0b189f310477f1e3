import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { RecurringWork } from '../common/recurring-work/recurring-work.js';
import { ApiTokenEntity } from './entities/api-token.entity.js';
import { AttemptWindowEntity } from './entities/attempt-window.entity.js';
import { RefreshTokenEntity } from './entities/refresh-token.entity.js';
import { SessionEntity } from './entities/session.entity.js';

const SWEEP_INTERVAL_MS = 3600 * 1000;
const KEEP_EXPIRED_MS = 30 * 24 * 3600 * 1000;

/** Removes what has expired, every hour. Nothing depends on it: whatever reads these rows checks their time itself. */
@Injectable()
export class ExpirySweep implements BeforeApplicationShutdown, OnApplicationBootstrap {
  private readonly logger = new Logger(ExpirySweep.name);
  private readonly work = new RecurringWork(this.logger, SWEEP_INTERVAL_MS, () => this.sweep());

  constructor(private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    this.work.start();
  }

  /** Before the database is closed, which is done on shutdown. */
  beforeApplicationShutdown(): Promise<void> {
    return this.work.stop();
  }

  async sweep(now = new Date()): Promise<void> {
    const { manager } = this.dataSource;
    const longAgo = new Date(now.getTime() - KEEP_EXPIRED_MS);
    await manager.delete(AttemptWindowEntity, { resetsAt: LessThan(now) });
    await manager.delete(SessionEntity, { expiresAt: LessThan(now) });
    await manager.delete(RefreshTokenEntity, { usedAt: LessThan(longAgo) });
    await manager.delete(ApiTokenEntity, { expiresAt: LessThan(longAgo) });
  }
}
