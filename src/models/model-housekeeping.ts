import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { Environment } from '../config/environment.js';
import { ModelEntity } from './entities/model.entity.js';
import { ModelStore } from './store/model-store.js';

const INTERVAL_MS = 3600_000;
/** Files are there before their row says so; another process may take this long between the two. */
const GRACE_MS = 2 * 3600_000;

/** Removes, at the start and every hour, files of models that a killed process left behind, and says which models have lost theirs. */
@Injectable()
export class ModelHousekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ModelHousekeeping.name);
  private readonly startedAt = new Date();
  private timer?: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    @InjectRepository(ModelEntity) private readonly models: Repository<ModelEntity>,
    private readonly environment: Environment,
    private readonly store: ModelStore,
  ) {}

  onApplicationBootstrap(): void {
    if (this.environment.ROLE === 'worker') return;
    const start = (): void => {
      this.running = this.cleanUp().catch((error: unknown) => this.logger.error(error));
    };
    start();
    this.timer = setInterval(start, INTERVAL_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    await this.running;
  }

  private async cleanUp(): Promise<void> {
    await this.removeOrphans();
    await this.reportLosses();
  }

  /** With the embedded database nobody else writes models, so all that is older than this process can be judged. */
  private horizon(): Date {
    return this.environment.DATABASE_URL === undefined ? this.startedAt : new Date(Date.now() - GRACE_MS);
  }

  private async removeOrphans(): Promise<void> {
    const directories = await this.store.storedBefore(this.horizon());
    const ids = directories.flatMap(({ modelId }) => modelId ?? []);
    const kept = await this.models.find({ select: { id: true }, where: { id: In(ids) } });
    const known = new Set(kept.map(({ id }) => id));
    for (const directory of directories) {
      if (this.isStopping) return;
      if (directory.modelId !== undefined && known.has(directory.modelId)) continue;
      await this.store.remove(directory);
      this.logger.log(`Removed ${directory.path}, which belongs to no model`);
    }
  }

  private async reportLosses(): Promise<void> {
    const ready = await this.models.find({ select: { id: true, name: true }, where: { status: 'ready' } });
    for (const { id, name } of ready) {
      if (this.isStopping || (await this.store.has(id))) continue;
      this.logger.warn(
        `The files of the model "${name}" (${id}) are missing: restore them from a backup, or delete it`,
      );
    }
  }
}
