import { Logger } from '@nestjs/common';
import {
  EMPTY,
  type Observable,
  catchError,
  defer,
  distinctUntilChanged,
  exhaustMap,
  filter,
  merge,
  shareReplay,
  tap,
  throttleTime,
  timer,
} from 'rxjs';
import type { DataSource } from 'typeorm';
import { JobEntity } from '../../jobs/entities/job.entity.js';

/** Another process may run the job, so its row is looked at this often while somebody listens. */
const POLL_MS = 400;
/** A job in this process may report often; the row is not read more often than this because of it. */
const WAKE_MS = 100;
const PARTIALS_AT_ONCE = 500;

/** Where a job stands; `job` is null once it was deleted. */
export interface JobState {
  readonly job: JobEntity | null;
  /** Number of the newest piece of its result. */
  readonly lastPartial: number;
}

export interface Partial {
  readonly seq: number;
  readonly data: object;
}

/** Watches one job for all who listen to it: one look at the row serves them all, and nobody looks when nobody listens. */
export class JobWatch {
  private readonly logger = new Logger(JobWatch.name);
  private reads = new Map<number, Promise<Partial[]>>();
  readonly states: Observable<JobState>;

  /** @param changed ids of jobs that changed in this process */
  constructor(
    private readonly dataSource: DataSource,
    private readonly id: string,
    changed: Observable<string>,
  ) {
    const woken = changed.pipe(
      filter((changedId) => changedId === id),
      throttleTime(WAKE_MS, undefined, { leading: true, trailing: true }),
    );
    this.states = merge(timer(0, POLL_MS), woken).pipe(
      exhaustMap(() => defer(() => this.read()).pipe(catchError((error: unknown) => this.skip(error)))),
      distinctUntilChanged((before, after) => JSON.stringify(before) === JSON.stringify(after)),
      tap(() => (this.reads = new Map())),
      // Whoever joins later begins with where the job stands now.
      shareReplay({ bufferSize: 1, refCount: true }),
    );
  }

  /** Pieces of the result of the current run after piece `seq`, oldest first; listeners who are at the same place share one read. */
  partialsAfter(seq: number, fence: number): Promise<Partial[]> {
    const known = this.reads.get(seq);
    if (known !== undefined) return known;
    const read = this.dataSource.query<Partial[]>(
      `SELECT seq::float8 AS seq, data FROM job_events WHERE job_id = $1 AND fence = $2 AND seq > $3
       ORDER BY job_events.seq LIMIT ${PARTIALS_AT_ONCE}`,
      [this.id, fence, seq],
    );
    this.reads.set(seq, read);
    return read;
  }

  private async read(): Promise<JobState> {
    const job = await this.dataSource
      .getRepository(JobEntity)
      .createQueryBuilder('job')
      .select(['id', 'status', 'progress', 'attempts', 'fence', 'error', 'startedAt'].map((column) => `job.${column}`))
      .where('job.id = :id', { id: this.id })
      .getOne();
    if (job === null) return { job, lastPartial: 0 };
    const [{ seq }] = await this.dataSource.query<{ seq: number }[]>(
      `SELECT coalesce(max(seq), 0)::float8 AS seq FROM job_events WHERE job_id = $1 AND fence = $2`,
      [this.id, job.fence],
    );
    return { job, lastPartial: seq };
  }

  /** The next look may succeed; until then listeners wait as they do for a slow job. */
  private skip(error: unknown): typeof EMPTY {
    this.logger.error(error);
    return EMPTY;
  }
}
