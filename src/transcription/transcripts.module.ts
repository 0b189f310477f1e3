import { Module } from '@nestjs/common';
import { AnalysesModule } from '../analyses/analyses.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { ComputeModule } from '../compute/compute.module.js';
import { RecordingsModule } from '../recordings/recordings.module.js';
import { TranscriptFilesController } from './exports/transcript-files.controller.js';
import { TranscriptFilesService } from './exports/transcript-files.service.js';
import { KeywordsService } from './keywords/keywords.service.js';
import { SearchController } from './search/search.controller.js';
import { SearchService } from './search/search.service.js';
import { TranscriptSegmentsService } from './search/transcript-segments.service.js';

/** What is done with a finished transcript: files of it, keywords in it, search over all of them. */
@Module({
  imports: [AnalysesModule, AuthModule, ComputeModule, RecordingsModule],
  controllers: [TranscriptFilesController, SearchController],
  providers: [TranscriptFilesService, KeywordsService, SearchService, TranscriptSegmentsService],
  exports: [TranscriptFilesService, KeywordsService, TranscriptSegmentsService],
})
export class TranscriptsModule {}
