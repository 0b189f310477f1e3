import { Module } from '@nestjs/common';
import { AudioModule } from '../audio/audio.module.js';
import { DatabaseCheck } from './database.check.js';
import { DiskCheck } from './disk.check.js';
import { HealthController } from './health.controller.js';
import { HealthService, READINESS_CHECKS } from './health.service.js';
import { QueueCheck } from './queue.check.js';
import type { ReadinessCheck } from './readiness-check.js';

@Module({
  imports: [AudioModule],
  controllers: [HealthController],
  providers: [
    DatabaseCheck,
    DiskCheck,
    QueueCheck,
    {
      provide: READINESS_CHECKS,
      inject: [DatabaseCheck, QueueCheck, DiskCheck],
      useFactory: (...checks: ReadinessCheck[]) => checks,
    },
    HealthService,
  ],
})
export class HealthModule {}
