import { Module } from '@nestjs/common';
import { AnalysesModule } from '../analyses/analyses.module.js';
import { AnnotationsModule } from '../annotations/annotations.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { ComputeModule } from '../compute/compute.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { ModelsModule } from '../models/models.module.js';
import { RecordingsModule } from '../recordings/recordings.module.js';
import { SEGMENTATION_KIND } from './analysis/segmentation.kind.js';
import { SegmentationProcessor } from './analysis/segmentation.processor.js';
import { EVALUATION_KIND } from './evaluations/evaluation.kind.js';
import { EvaluationProcessor } from './evaluations/evaluation.processor.js';
import { EvaluationsController } from './evaluations/evaluations.controller.js';
import { EvaluationsService } from './evaluations/evaluations.service.js';
import { SegmentationService } from './segmentation.service.js';

/** Onset, offset and class of every vocalisation of a recording, and how well that works. */
@Module({
  imports: [
    AnalysesModule,
    AnnotationsModule,
    AuthModule,
    ComputeModule,
    JobsModule.forKind(SEGMENTATION_KIND),
    JobsModule.forKind(EVALUATION_KIND),
    ModelsModule,
    RecordingsModule,
  ],
  controllers: [EvaluationsController],
  providers: [SegmentationService, SegmentationProcessor, EvaluationsService, EvaluationProcessor],
  exports: [SegmentationService],
})
export class SegmentationModule {}
