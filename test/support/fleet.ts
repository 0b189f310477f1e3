import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnalysesClient } from './analyses-client.js';
import { eventually } from './jobs/eventually.js';
import { ScratchDatabase } from './scratch-database.js';
import { PROBE_SERVER_ENTRY, ServerProcess } from './server-process.js';
import { TestServer } from './test-server.js';

export const LEASE_SECONDS = 3;

/** What one job of the kind `probe.count` left in the log: the process ids of the attempts that started and of those that ended. */
export interface Traces {
  readonly started: number[];
  readonly done: number[];
}

/** One api process and some workers on a PostgreSQL database, as in the scaled profile. */
export class Fleet {
  workers: ServerProcess[] = [];

  private constructor(
    private readonly database: ScratchDatabase,
    private readonly environment: NodeJS.ProcessEnv,
    readonly api: TestServer,
    readonly client: AnalysesClient,
  ) {}

  /** @param environment settings of every process, as `REDIS_URL` */
  static async start(workers: number, environment: NodeJS.ProcessEnv = {}): Promise<Fleet> {
    const database = await ScratchDatabase.create();
    const settings = {
      DATABASE_URL: database.url,
      JOB_LEASE_SECONDS: String(LEASE_SECONDS),
      JOB_RETRY_DELAY_SECONDS: '0.2',
      COMPUTE_THREADS: '2',
      SHUTDOWN_GRACE_SECONDS: '1',
      ...environment,
    };
    const api = await TestServer.start({ probe: true, environment: { ...settings, ROLE: 'api' } });
    const fleet = new Fleet(database, settings, api, new AnalysesClient(api, await api.adminToken()));
    writeFileSync(fleet.logFile, '');
    await Promise.all(Array.from({ length: workers }, () => fleet.addWorker()));
    return fleet;
  }

  /** Where jobs of the kind `probe.count` leave their traces. */
  get logFile(): string {
    return join(this.api.dataDirectory, 'probe.log');
  }

  async addWorker(): Promise<ServerProcess> {
    const worker = await ServerProcess.start(PROBE_SERVER_ENTRY, {
      ...this.environment,
      DATA_DIR: this.api.dataDirectory,
      ROLE: 'worker',
    });
    this.workers.push(worker);
    return worker;
  }

  async endWorker(worker: ServerProcess, signal: NodeJS.Signals): Promise<void> {
    this.workers = this.workers.filter((other) => other !== worker);
    await worker.stop(signal);
  }

  /** Makes jobs that take `ms` and leave traces. */
  count(jobs: number, ms: number): Promise<string[]> {
    return this.client.probe('count', { file: this.logFile, ms }, jobs);
  }

  traces(): Map<string, Traces> {
    const traces = new Map<string, Traces>();
    for (const line of readFileSync(this.logFile, 'utf8').trim().split('\n')) {
      const [id, event, pid] = line.split(' ');
      const own = traces.get(id) ?? { started: [], done: [] };
      if (event === 'start') own.started.push(Number(pid));
      if (event === 'done') own.done.push(Number(pid));
      traces.set(id, own);
    }
    return traces;
  }

  /** Waits until this worker is in the middle of one of these jobs. */
  async isBusy(worker: ServerProcess, ids: readonly string[]): Promise<void> {
    await eventually(() => {
      const busy = [...this.traces()].some(
        ([id, { started, done }]) => ids.includes(id) && started.at(-1) === worker.child.pid && done.length === 0,
      );
      return Promise.resolve(busy || undefined);
    });
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop('SIGKILL')));
    await this.api.stop();
    await this.database.drop();
  }
}
