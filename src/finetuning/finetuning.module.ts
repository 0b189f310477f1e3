import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnalysesModule } from '../analyses/analyses.module.js';
import { AnnotationsModule } from '../annotations/annotations.module.js';
import { AudioModule } from '../audio/audio.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { AccountDeletionService } from '../auth/users/account-deletion.service.js';
import { ComputeModule } from '../compute/compute.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { ModelsModule } from '../models/models.module.js';
import { RecordingsModule } from '../recordings/recordings.module.js';
import { SegmenterLearningModule } from '../segmentation/learning/segmenter-learning.module.js';
import { FinetuneEntity } from './entities/finetune.entity.js';
import { FinetuneDirectories } from './finetune-directories.js';
import { FinetuneEventsService } from './finetune-events.service.js';
import { FinetuneHousekeeping } from './finetune-housekeeping.js';
import { FINETUNE_KIND } from './finetune.kind.js';
import { FinetuneProcessor } from './finetune.processor.js';
import { FinetuneRecords } from './finetune-records.js';
import { FinetunesController } from './finetunes.controller.js';
import { FinetunesService } from './finetunes.service.js';
import { FinetuneIntakeService } from './intake/finetune-intake.service.js';

/** Models that learn from their users' labels. */
@Module({
  imports: [
    TypeOrmModule.forFeature([FinetuneEntity]),
    AnalysesModule,
    AnnotationsModule,
    AudioModule,
    AuthModule,
    ComputeModule,
    JobsModule.forKind(FINETUNE_KIND),
    ModelsModule,
    RecordingsModule,
    SegmenterLearningModule,
  ],
  controllers: [FinetunesController],
  providers: [
    FinetuneDirectories,
    FinetuneEventsService,
    FinetuneHousekeeping,
    FinetuneIntakeService,
    FinetuneProcessor,
    FinetuneRecords,
    FinetunesService,
  ],
  exports: [FinetuneIntakeService, FinetunesService],
})
export class FinetuningModule implements OnModuleInit {
  constructor(
    private readonly accounts: AccountDeletionService,
    private readonly finetunes: FinetunesService,
  ) {}

  onModuleInit(): void {
    this.accounts.register((userId, transaction) => this.finetunes.deleteAllOf(userId, transaction));
  }
}
