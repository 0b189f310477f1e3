import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { ComputeModule } from '../compute/compute.module.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsService } from './metrics.service.js';
import { ProcessMetrics } from './process.metrics.js';
import { RequestMetricsMiddleware } from './request-metrics.middleware.js';

@Module({
  imports: [ComputeModule],
  controllers: [MetricsController],
  providers: [MetricsService, ProcessMetrics],
  exports: [MetricsService],
})
export class MetricsModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(RequestMetricsMiddleware).forRoutes('{*path}');
  }
}
