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
import { ModelHubModule } from './model-hub/model-hub.module.js';
import { ModelsModule } from './models/models.module.js';
import { MusicTagsModule } from './music-tags/music-tags.module.js';
import { RecordingsModule } from './recordings/recordings.module.js';
import { SegmentationModule } from './segmentation/segmentation.module.js';
import { SentimentModule } from './sentiment/sentiment.module.js';
import { SpectrogramModule } from './spectrogram/spectrogram.module.js';
import { TranscriptionModule } from './transcription/transcription.module.js';
import { TranscriptsModule } from './transcription/transcripts.module.js';

@Module({
  imports: [
    ConfigModule,
    DatabaseModule,
    CommonModule,
    JobsModule,
    HealthModule,
    MetricsModule,
    AuthModule,
    // Before whatever else leads to the routes of models: /v1/models/finetunes and /v1/models/pulls are no models.
    FinetuningModule,
    ModelHubModule,
    RecordingsModule,
    AnalysesModule,
    MusicTagsModule,
    SpectrogramModule,
    AnnotationsModule,
    ModelsModule,
    SegmentationModule,
    TranscriptionModule,
    SentimentModule,
    TranscriptsModule,
    CompatModule,
  ],
})
export class AppModule {}
