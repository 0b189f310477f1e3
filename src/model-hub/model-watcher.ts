import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { RecurringWork } from '../common/recurring-work/recurring-work.js';
import { Environment } from '../config/environment.js';
import { JobControl } from '../jobs/store/job-control.js';
import { ModelsService } from '../models/models.service.js';

/** A model may be installed by another process, as `earshot models pull`: the directories are looked at this often. */
const INTERVAL_MS = 2_000;

/** Wakes jobs that wait for a model when that has been installed, by whichever process. */
@Injectable()
export class ModelWatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly work = new RecurringWork(new Logger(ModelWatcher.name), INTERVAL_MS, () => this.look());

  constructor(
    private readonly environment: Environment,
    private readonly models: ModelsService,
    private readonly control: JobControl,
  ) {}

  onApplicationBootstrap(): void {
    // Jobs run where there are workers, and so do the models that they need.
    if (this.environment.ROLE !== 'api') this.work.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.work.stop();
  }

  async look(): Promise<void> {
    await this.control.wakeServed(await this.models.listInstalled());
  }
}
