import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { LeftoverHorizon } from '../common/recurring-work/leftover-horizon.js';
import { RecurringWork } from '../common/recurring-work/recurring-work.js';
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
  private readonly horizon: LeftoverHorizon;
  private readonly work = new RecurringWork(this.logger, INTERVAL_MS, () => this.cleanUp());

  constructor(
    @InjectRepository(ModelEntity) private readonly models: Repository<ModelEntity>,
    private readonly environment: Environment,
    private readonly store: ModelStore,
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
    await this.removeOrphans();
    await this.reportLosses();
  }

  private async removeOrphans(): Promise<void> {
    const directories = await this.store.storedBefore(this.horizon.at());
    const ids = directories.flatMap(({ modelId }) => modelId ?? []);
    const kept = await this.models.find({ select: { id: true }, where: { id: In(ids) } });
    const known = new Set(kept.map(({ id }) => id));
    for (const directory of directories) {
      if (this.work.isStopping) return;
      if (directory.modelId !== undefined && known.has(directory.modelId)) continue;
      await this.store.remove(directory);
      this.logger.log(`Removed ${directory.path}, which belongs to no model`);
    }
  }

  private async reportLosses(): Promise<void> {
    const ready = await this.models.find({ select: { id: true, name: true }, where: { status: 'ready' } });
    for (const { id, name } of ready) {
      if (this.work.isStopping || (await this.store.has(id))) continue;
      this.logger.warn(
        `The files of the model "${name}" (${id}) are missing: restore them from a backup, or delete it`,
      );
    }
  }
}
