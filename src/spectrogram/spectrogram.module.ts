import { Module } from '@nestjs/common';
import { ComputeModule } from '../compute/compute.module.js';
import { RecordingsModule } from '../recordings/recordings.module.js';
import { SpectrogramController } from './spectrogram.controller.js';
import { SpectrogramViews } from './spectrogram-views.js';
import { SpectrogramsService } from './spectrograms.service.js';

/** Pictures of sound. */
@Module({
  imports: [ComputeModule, RecordingsModule],
  controllers: [SpectrogramController],
  providers: [SpectrogramsService, SpectrogramViews],
  exports: [SpectrogramsService],
})
export class SpectrogramModule {}
