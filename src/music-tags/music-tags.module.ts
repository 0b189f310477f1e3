import { Module } from '@nestjs/common';
import { ComputeModule } from '../compute/compute.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { RecordingsModule } from '../recordings/recordings.module.js';
import { MUSIC_KIND } from './music.kind.js';
import { MusicProcessor } from './music.processor.js';

/** What recordings of music hold: tempo, beats and key. */
@Module({
  imports: [ComputeModule, RecordingsModule, JobsModule.forKind(MUSIC_KIND)],
  providers: [MusicProcessor],
})
export class MusicTagsModule {}
