import { Module } from '@nestjs/common';
import { AnalysesModule } from '../analyses/analyses.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { ModelsModule } from '../models/models.module.js';
import { AutoPull } from './auto-pull.js';
import { MODEL_PULL_KIND } from './model-pull.kind.js';
import { ModelPullProcessor } from './model-pull.processor.js';
import { ModelWatcher } from './model-watcher.js';
import { PullsController } from './pulls.controller.js';
import { PullsService } from './pulls.service.js';

/** Brings models to the server, and lets the jobs go on that wait for them. */
@Module({
  imports: [AnalysesModule, JobsModule.forKind(MODEL_PULL_KIND), ModelsModule],
  controllers: [PullsController],
  providers: [PullsService, ModelPullProcessor, ModelWatcher, AutoPull],
})
export class ModelHubModule {}
