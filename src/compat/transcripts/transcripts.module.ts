import { Module } from '@nestjs/common';
import { AnalysesModule } from '../../analyses/analyses.module.js';
import { RecordingsModule } from '../../recordings/recordings.module.js';
import { TranscriptionsService } from './transcriptions.service.js';

/** Transcriptions for clients of other APIs. */
@Module({
  imports: [AnalysesModule, RecordingsModule],
  providers: [TranscriptionsService],
  exports: [TranscriptionsService],
})
export class TranscriptsModule {}
