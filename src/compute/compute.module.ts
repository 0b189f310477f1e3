import { Module } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import { LongBodies } from './bodies/long-bodies.js';
import { ComputePool } from './compute-pool.js';
import { ComputeSettings } from './compute-settings.js';
import { EventLoopMonitor } from './event-loop-monitor.js';

@Module({
  providers: [
    {
      provide: ComputeSettings,
      useFactory: (environment: Environment) => ComputeSettings.of(environment),
      inject: [Environment],
    },
    ComputePool,
    LongBodies,
    EventLoopMonitor,
  ],
  exports: [ComputePool, LongBodies, EventLoopMonitor],
})
export class ComputeModule {}
