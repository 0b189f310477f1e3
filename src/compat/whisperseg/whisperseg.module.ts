import { Module } from '@nestjs/common';
import { AudioModule } from '../../audio/audio.module.js';
import { FinetuningModule } from '../../finetuning/finetuning.module.js';
import { CompatCoreModule } from '../credentials/compat-core.module.js';
import { VocalAnnotationModule } from '../vocal-annotation/vocal-annotation.module.js';
import { SegmentService } from './segment.service.js';
import { TrainingRequestsService } from './training-requests.service.js';
import { WhispersegController } from './whisperseg.controller.js';

/** WhisperSeg's model services. */
@Module({
  imports: [AudioModule, CompatCoreModule, FinetuningModule, VocalAnnotationModule],
  controllers: [WhispersegController],
  providers: [SegmentService, TrainingRequestsService],
})
export class WhispersegModule {}
