import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { ComputeModule } from '../compute/compute.module.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsService } from './metrics.service.js';
import { JobFigures } from './job-figures.js';
import { ProcessFigures } from './process-figures.js';
import { RequestMetricsMiddleware } from './request-metrics.middleware.js';

@Module({
  imports: [ComputeModule],
  controllers: [MetricsController],
  providers: [MetricsService, ProcessFigures, JobFigures],
  exports: [MetricsService],
})
export class MetricsModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(RequestMetricsMiddleware).forRoutes('{*path}');
  }
}
