import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { ModelsModule } from '../models/models.module.js';
import { AnalysesController } from './analyses.controller.js';
import { AnalysesService } from './analyses.service.js';
import { AnalysisCompletion } from './events/analysis-completion.service.js';
import { AnalysisEventsService } from './events/analysis-events.service.js';
import { CredentialWatcher } from './events/credential-watcher.js';
import { JobWatcher } from './events/job-watcher.js';
import { KeptAnalyses } from './kept-analyses.js';
import { AnalysisKindsService } from './kinds/analysis-kinds.service.js';

@Module({
  imports: [JobsModule, AuthModule, ModelsModule],
  controllers: [AnalysesController],
  providers: [
    AnalysesService,
    AnalysisCompletion,
    AnalysisEventsService,
    AnalysisKindsService,
    CredentialWatcher,
    JobWatcher,
    KeptAnalyses,
  ],
  exports: [AnalysesService, AnalysisCompletion, AnalysisEventsService, AnalysisKindsService],
})
export class AnalysesModule {}
