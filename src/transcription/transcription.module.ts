import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { ComputeModule } from '../compute/compute.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { ModelsModule } from '../models/models.module.js';
import { RecordingsModule } from '../recordings/recordings.module.js';
import { SentimentModule } from '../sentiment/sentiment.module.js';
import { TranscriptFindings } from './analysis/transcript-findings.service.js';
import { TRANSCRIPTION_KIND } from './analysis/transcription.kind.js';
import { TranscriptionProcessor } from './analysis/transcription.processor.js';
import { TranscriptionService } from './transcription.service.js';
import { TranscriptsModule } from './transcripts.module.js';

/** What is said in a recording: words with times and confidences. */
@Module({
  imports: [
    AuthModule,
    ComputeModule,
    JobsModule.forKind(TRANSCRIPTION_KIND),
    ModelsModule,
    RecordingsModule,
    SentimentModule,
    TranscriptsModule,
  ],
  providers: [TranscriptionService, TranscriptFindings, TranscriptionProcessor],
  exports: [TranscriptionService],
})
export class TranscriptionModule {}
