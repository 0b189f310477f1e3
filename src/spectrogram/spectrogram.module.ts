import { Module } from '@nestjs/common';
import { AnalysesModule } from '../analyses/analyses.module.js';
import { AudioModule } from '../audio/audio.module.js';
import { ComputeModule } from '../compute/compute.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { RecordingsModule } from '../recordings/recordings.module.js';
import { PyramidsService } from './pyramid/pyramids.service.js';
import { SPECTROGRAM_KIND } from './pyramid/spectrogram.kind.js';
import { SpectrogramProcessor } from './pyramid/spectrogram.processor.js';
import { SpectrogramController } from './spectrogram.controller.js';
import { SpectrogramViews } from './spectrogram-views.js';
import { SpectrogramTiles } from './tiles/spectrogram-tiles.js';
import { SpectrogramsService } from './spectrograms.service.js';

/** Pictures of sound. */
@Module({
  imports: [AnalysesModule, AudioModule, ComputeModule, RecordingsModule, JobsModule.forKind(SPECTROGRAM_KIND)],
  controllers: [SpectrogramController],
  providers: [PyramidsService, SpectrogramProcessor, SpectrogramsService, SpectrogramTiles, SpectrogramViews],
  exports: [SpectrogramsService],
})
export class SpectrogramModule {}
