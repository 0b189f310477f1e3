import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import { DataSource } from 'typeorm';
import type { JobStatus } from './job-status.js';

/** One attempt that ended in this process. */
export interface FinishedRun {
  readonly kind: string;
  /** What became of the job; `lost` when another process had taken it over or it was deleted. */
  readonly status: JobStatus | 'lost';
  readonly seconds: number;
}

export type QueueDepth = Readonly<Record<'queued' | 'running' | 'waiting', number>>;

/** Figures about jobs for whoever publishes them. */
@Injectable()
export class JobMetrics {
  /** Every attempt that ends in this process. */
  readonly finishedRuns = new Subject<FinishedRun>();

  constructor(private readonly dataSource: DataSource) {}

  /** Unfinished jobs of all processes. */
  async depth(): Promise<QueueDepth> {
    const rows = await this.dataSource.query<{ status: keyof QueueDepth; count: number }[]>(
      `SELECT status, count(*)::int AS count FROM jobs WHERE status IN ('queued', 'running', 'waiting') GROUP BY status`,
    );
    return {
      queued: 0,
      running: 0,
      waiting: 0,
      ...Object.fromEntries(rows.map(({ status, count }) => [status, count])),
    };
  }
}
