import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Environment } from '../config/environment.js';
import { JobEventEntity } from './entities/job-event.entity.js';
import { JobEntity } from './entities/job.entity.js';
import type { JobKind } from './job-context.js';
import { JobLifecycle } from './job-lifecycle.js';
import { JobMetrics } from './job-metrics.js';
import { JobSignals } from './job-signals.js';
import { JobTimings } from './job-timings.js';
import { JobDispatcher } from './queue/job-dispatcher.js';
import { JobQueue } from './queue/job-queue.js';
import { queueImports, queueProvider } from './queue/queue-choice.js';
import { JobKindRegistration } from './registry/job-kind-registration.js';
import { JobRegistry } from './registry/job-registry.js';
import { JobHeartbeat } from './runner/job-heartbeat.js';
import { JobRunner } from './runner/job-runner.js';
import { JobSweeper } from './runner/job-sweeper.js';
import { JobAdmission } from './store/job-admission.js';
import { JobControl } from './store/job-control.js';
import { JobCreation } from './store/job-creation.js';
import { JobLeases } from './store/job-leases.js';
import { JobRecovery } from './store/job-recovery.js';

@Module({})
class JobKindModule {}

/** Everything about jobs that does not depend on what they do. */
@Global()
@Module({
  imports: [DiscoveryModule, ...queueImports, TypeOrmModule.forFeature([JobEntity, JobEventEntity])],
  providers: [
    {
      provide: JobTimings,
      inject: [Environment],
      useFactory: (environment: Environment) => JobTimings.from(environment),
    },
    queueProvider,
    JobAdmission,
    JobControl,
    JobCreation,
    JobDispatcher,
    JobHeartbeat,
    JobLeases,
    JobLifecycle,
    JobMetrics,
    JobRecovery,
    JobRegistry,
    JobRunner,
    JobSignals,
    JobSweeper,
  ],
  exports: [TypeOrmModule, JobControl, JobCreation, JobLifecycle, JobMetrics, JobQueue, JobRegistry, JobSignals],
})
export class JobsModule {
  /** Registers a kind of job; the importing module also provides its processor, a class decorated with `@Processes(kind)`. */
  static forKind<Options extends object, Result extends object>(kind: JobKind<Options, Result>): DynamicModule {
    return {
      module: JobKindModule,
      providers: [{ provide: `JobKind(${kind.kind})`, useValue: new JobKindRegistration(kind) }],
    };
  }
}
