import { Module } from '@nestjs/common';
import { ComputeModule } from '../../compute/compute.module.js';
import { SegmenterLearningService } from './segmenter-learning.service.js';

/** Teaching segmenters from labels. */
@Module({ imports: [ComputeModule], providers: [SegmenterLearningService], exports: [SegmenterLearningService] })
export class SegmenterLearningModule {}
