import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Environment } from '../../../config/environment.js';
import { AudioIdsService } from './audio-ids.service.js';

const INTERVAL_MS = 3600_000;

/** Drops idle ids at the start and every hour. */
@Injectable()
export class IdleSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(IdleSweep.name);
  private timer?: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly environment: Environment,
    private readonly audioIds: AudioIdsService,
  ) {}

  onApplicationBootstrap(): void {
    if (this.environment.ROLE === 'worker') return;
    const start = (): void => {
      this.running = this.sweep().catch((error: unknown) => this.logger.error(error));
    };
    start();
    this.timer = setInterval(start, INTERVAL_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async sweep(): Promise<void> {
    const dropped = await this.audioIds.dropIdle();
    if (dropped > 0) this.logger.log(`Dropped ${dropped} audio ids that nobody has used for long`);
  }
}
