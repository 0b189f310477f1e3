import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { AnalysesController } from './analyses.controller.js';
import { AnalysesService } from './analyses.service.js';
import { AnalysisEventsService } from './events/analysis-events.service.js';
import { CredentialWatcher } from './events/credential-watcher.js';
import { JobWatcher } from './events/job-watcher.js';
import { AnalysisKindsService } from './kinds/analysis-kinds.service.js';

@Module({
  imports: [JobsModule, AuthModule],
  controllers: [AnalysesController],
  providers: [AnalysesService, AnalysisEventsService, AnalysisKindsService, CredentialWatcher, JobWatcher],
  exports: [AnalysesService, AnalysisEventsService, AnalysisKindsService],
})
export class AnalysesModule {}
