import { Module } from '@nestjs/common';
import { AnalysesModule } from './analyses/analyses.module.js';
import { AnnotationsModule } from './annotations/annotations.module.js';
import { AuthModule } from './auth/auth.module.js';
import { CommonModule } from './common/common.module.js';
import { CompatModule } from './compat/compat.module.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { FinetuningModule } from './finetuning/finetuning.module.js';
import { HealthModule } from './health/health.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { ModelsModule } from './models/models.module.js';
import { MusicTagsModule } from './music-tags/music-tags.module.js';
import { RecordingsModule } from './recordings/recordings.module.js';
import { SegmentationModule } from './segmentation/segmentation.module.js';
import { SpectrogramModule } from './spectrogram/spectrogram.module.js';

@Module({
  imports: [
    ConfigModule,
    DatabaseModule,
    CommonModule,
    JobsModule,
    HealthModule,
    MetricsModule,
    AuthModule,
    RecordingsModule,
    AnalysesModule,
    MusicTagsModule,
    SpectrogramModule,
    AnnotationsModule,
    // Before the routes of models: /v1/models/finetunes is no model.
    FinetuningModule,
    ModelsModule,
    SegmentationModule,
    CompatModule,
  ],
})
export class AppModule {}
