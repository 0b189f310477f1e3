import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { ApplicationError } from '../common/errors/application-error.js';
import { RecurringWork } from '../common/recurring-work/recurring-work.js';
import { Environment } from '../config/environment.js';
import { DEFAULT_MODELS, findCatalogueEntry } from '../inference/catalogue/catalogue.js';
import { hubSettings } from '../inference/hub/hub-settings.js';
import { pullModel } from '../inference/hub/pull-model.js';
import { ModelsService } from '../models/models.service.js';
import { ModelWatcher } from './model-watcher.js';

/** A hub that cannot be reached is tried again after this. */
const INTERVAL_MS = 15 * 60_000;

/** Fetches the default models behind the running server where `MODELS_AUTO_PULL` asks for it. The start does not wait for them. */
@Injectable()
export class AutoPull implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(AutoPull.name);
  private readonly controller = new AbortController();
  private readonly work = new RecurringWork(this.logger, INTERVAL_MS, () => this.pullMissing());

  constructor(
    private readonly environment: Environment,
    private readonly models: ModelsService,
    private readonly watcher: ModelWatcher,
  ) {}

  onApplicationBootstrap(): void {
    const { MODELS_AUTO_PULL, ROLE } = this.environment;
    if (MODELS_AUTO_PULL && ROLE !== 'api') this.work.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.controller.abort();
    await this.work.stop();
  }

  private async pullMissing(): Promise<void> {
    const here = new Set((await this.models.listInstalled()).map(({ name }) => name));
    for (const name of DEFAULT_MODELS.filter((each) => !here.has(each))) {
      if (this.work.isStopping) return;
      await this.pull(name);
    }
  }

  private async pull(name: string): Promise<void> {
    const { signal } = this.controller;
    this.logger.log(`Fetching the model ${name}, as MODELS_AUTO_PULL asks for it`);
    try {
      await pullModel(findCatalogueEntry(name)!, { hub: hubSettings(this.environment), signal });
      this.logger.log(`The model ${name} is installed`);
      await this.watcher.look();
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApplicationError)) throw error;
      this.logger.warn(`The model ${name} could not be fetched: ${error.message}`);
    }
  }
}
