import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { AnalysesController } from './analyses.controller.js';
import { AnalysesService } from './analyses.service.js';
import { AnalysisEventsService } from './events/analysis-events.service.js';
import { JobWatcher } from './events/job-watcher.js';
import { AnalysisKindsService } from './kinds/analysis-kinds.service.js';

@Module({
  imports: [JobsModule],
  controllers: [AnalysesController],
  providers: [AnalysesService, AnalysisEventsService, AnalysisKindsService, JobWatcher],
  exports: [AnalysesService, AnalysisKindsService],
})
export class AnalysesModule {}
