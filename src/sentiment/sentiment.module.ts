import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { ComputeModule } from '../compute/compute.module.js';
import { ModelsModule } from '../models/models.module.js';
import { SentimentController } from './sentiment.controller.js';
import { SentimentService } from './sentiment.service.js';

/** Whether what was said is negative, neutral or positive. */
@Module({
  imports: [AuthModule, ComputeModule, ModelsModule],
  controllers: [SentimentController],
  providers: [SentimentService],
  exports: [SentimentService],
})
export class SentimentModule {}
