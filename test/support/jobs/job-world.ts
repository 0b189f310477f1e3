import { randomUUID } from 'node:crypto';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Environment } from '../../../src/config/environment.js';
import { embeddedOptions, serverOptions } from '../../../src/database/data-source-options.js';
import { EmbeddedPostgres } from '../../../src/database/embedded-postgres.js';
import { Transactions } from '../../../src/database/transactions.js';
import { JobEventEntity } from '../../../src/jobs/entities/job-event.entity.js';
import { JobEntity } from '../../../src/jobs/entities/job.entity.js';
import type { JobKind, JobProcessor } from '../../../src/jobs/job-context.js';
import { JobMetrics } from '../../../src/jobs/job-metrics.js';
import { JobSignals } from '../../../src/jobs/job-signals.js';
import { JobTimings } from '../../../src/jobs/job-timings.js';
import { EmbeddedQueue } from '../../../src/jobs/queue/embedded-queue.js';
import { JobDispatcher } from '../../../src/jobs/queue/job-dispatcher.js';
import type { JobQueue } from '../../../src/jobs/queue/job-queue.js';
import { type JobRegistry, assemble } from '../../../src/jobs/registry/job-registry.js';
import { JobHeartbeat } from '../../../src/jobs/runner/job-heartbeat.js';
import { JobRunner } from '../../../src/jobs/runner/job-runner.js';
import { JobSweeper } from '../../../src/jobs/runner/job-sweeper.js';
import { JobAdmission } from '../../../src/jobs/store/job-admission.js';
import { JobControl } from '../../../src/jobs/store/job-control.js';
import { JobCreation, type NewJob } from '../../../src/jobs/store/job-creation.js';
import { JobLeases } from '../../../src/jobs/store/job-leases.js';
import { JobRecovery } from '../../../src/jobs/store/job-recovery.js';
import { ScratchDatabase } from '../scratch-database.js';
import { RecordingEntity, UserEntity, addOwner } from './owner-tables.js';

export class EmptyOptions {}
export class EmptyResult {}

/** Short enough for tests, long enough for two busy cores. */
export const quickTimings = (): JobTimings =>
  Object.assign(new JobTimings(), {
    leaseMs: 3_000,
    heartbeatMs: 50,
    pollMs: 50,
    sweepMs: 100,
    retryDelayMs: 20,
    modelCheckMs: 100,
    abortGraceMs: 300,
    shutdownGraceMs: 200,
  });

export interface TestKind {
  readonly kind: string;
  readonly process: JobProcessor['process'];
  readonly settings?: Partial<JobKind>;
}

/** One process's share of the job engine, put together without Nest. */
export class JobProcess {
  readonly signals = new JobSignals();
  readonly leases: JobLeases;
  readonly runner: JobRunner;
  readonly sweeper: JobSweeper;
  readonly control: JobControl;
  readonly recovery: JobRecovery;
  readonly metrics: JobMetrics;
  readonly transactions: Transactions;
  readonly creation: JobCreation;

  constructor(
    readonly dataSource: DataSource,
    kinds: readonly TestKind[],
    readonly queue: JobQueue,
    readonly timings = quickTimings(),
    environment = new Environment(),
  ) {
    const found = assemble(
      kinds.map(({ kind, settings }) => ({
        kind,
        description: kind,
        optionsClass: EmptyOptions,
        resultClass: EmptyResult,
        ...settings,
      })),
      kinds.map(({ kind, process }) => ({ kind, name: kind, processor: { process } })),
    );
    const registry = {
      kinds: [...found.values()],
      names: [...found.keys()],
      find: (kind: string) => found.get(kind),
    } as unknown as JobRegistry;
    const dispatcher = new JobDispatcher(queue);
    const admission = new JobAdmission(environment);
    this.transactions = new Transactions(dataSource);
    this.leases = new JobLeases(dataSource, this.transactions, registry, timings);
    this.metrics = new JobMetrics(dataSource);
    this.control = new JobControl(dataSource, admission, dispatcher, this.signals);
    this.creation = new JobCreation(registry, admission, dispatcher);
    this.recovery = new JobRecovery(dataSource, timings);
    this.sweeper = new JobSweeper(this.transactions, this.recovery, queue, dispatcher, registry, this.signals, timings);
    this.runner = new JobRunner(
      queue,
      registry,
      this.leases,
      new JobHeartbeat(this.leases, this.signals, timings),
      this.control,
      dispatcher,
      this.signals,
      this.metrics,
      timings,
    );
  }

  create(job: Partial<NewJob> & { kind: string; ownerId: string }): Promise<JobEntity> {
    return this.transactions.run((transaction) => this.creation.create(transaction, { recordingId: null, ...job }));
  }

  get(id: string): Promise<JobEntity> {
    return this.dataSource.getRepository(JobEntity).findOneByOrFail({ id });
  }
}

export const JOB_ENTITIES = [JobEntity, JobEventEntity, UserEntity, RecordingEntity];

export interface JobDatabase {
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

async function openTables(options: DataSourceOptions): Promise<DataSource> {
  const withTables = { ...options, migrations: [], entities: JOB_ENTITIES, synchronize: true, logging: false as const };
  return new DataSource(withTables).initialize();
}

/** The embedded database with the tables of the job engine. @param directory where it is kept; default: in memory */
export async function openEmbeddedDatabase(directory?: string): Promise<JobDatabase> {
  const embedded = await EmbeddedPostgres.open(directory);
  const dataSource = await openTables(embeddedOptions(embedded));
  const close = async (): Promise<void> => {
    await dataSource.destroy();
    await embedded.close();
  };
  return { dataSource, close };
}

/** A database on the PostgreSQL server with the tables of the job engine. */
export async function openServerDatabase(): Promise<JobDatabase> {
  const database = await ScratchDatabase.create();
  const dataSource = await openTables(serverOptions(database.url));
  const close = async (): Promise<void> => {
    await dataSource.destroy();
    await database.drop();
  };
  return { dataSource, close };
}

export const newOwner = (dataSource: DataSource): Promise<string> => addOwner(dataSource, randomUUID());

export const embeddedQueue = (timings: JobTimings): JobQueue => new EmbeddedQueue(timings);
