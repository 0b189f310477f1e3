import { Injectable, Logger } from '@nestjs/common';
import {
  EMPTY,
  Observable,
  Subject,
  catchError,
  defer,
  distinctUntilChanged,
  exhaustMap,
  filter,
  interval,
  map,
  merge,
  share,
  throttleTime,
} from 'rxjs';
import { DataSource } from 'typeorm';
import type { JobError } from '../../jobs/job-errors.js';
import { JobSignals } from '../../jobs/job-signals.js';
import type { JobStatus } from '../../jobs/job-status.js';

/** Another process may run the jobs, so their rows are read this often while somebody listens. */
const POLL_MS = 400;
/** What happens in this process is shown sooner, but the rows are not read more often than this because of it. */
const WAKE_MS = 100;
const PARTIALS_AT_ONCE = 500;

/** Where a job stands. */
export interface JobState {
  readonly id: string;
  readonly status: JobStatus;
  readonly progress: number;
  readonly attempts: number;
  readonly fence: number;
  readonly error: JobError | null;
  readonly startedAt: Date | null;
  /** Number of the newest piece of its result. */
  readonly lastPartial: number;
}

export interface PartialResult {
  readonly seq: number;
  readonly data: object;
}

/**
 * Watches jobs for those who follow them. One query at a time reads all watched jobs, however many follow each of them, and nothing is
 * read when nobody does.
 */
@Injectable()
export class JobWatcher {
  private readonly logger = new Logger(JobWatcher.name);
  private readonly followers = new Map<string, number>();
  private readonly joined = new Subject<string>();
  private reads = new Map<string, Promise<PartialResult[]>>();
  private readonly rounds: Observable<ReadonlyMap<string, JobState | null>>;

  constructor(
    private readonly dataSource: DataSource,
    signals: JobSignals,
  ) {
    const woken = merge(this.joined, signals.changed).pipe(
      filter((id) => this.followers.has(id)),
      throttleTime(WAKE_MS, undefined, { leading: true, trailing: true }),
    );
    this.rounds = merge(interval(POLL_MS), woken).pipe(
      exhaustMap(() => defer(() => this.read()).pipe(catchError((error: unknown) => this.skip(error)))),
      share(),
    );
  }

  /** Where the job stands, now and whenever that changes; null once it was deleted. */
  watch(id: string): Observable<JobState | null> {
    return new Observable<JobState | null>((subscriber) => {
      this.followers.set(id, (this.followers.get(id) ?? 0) + 1);
      const states = this.rounds.pipe(
        map((round) => round.get(id)),
        filter((state) => state !== undefined),
        distinctUntilChanged((before, after) => JSON.stringify(before) === JSON.stringify(after)),
      );
      subscriber.add(states.subscribe(subscriber));
      subscriber.add(() => this.leave(id));
      this.joined.next(id);
    });
  }

  /** Pieces of the result of this run after piece `seq`, oldest first; followers who are at the same place share one read. */
  partialsAfter(seq: number, { id, fence }: JobState): Promise<PartialResult[]> {
    const place = `${id} ${fence} ${seq}`;
    const known = this.reads.get(place);
    if (known !== undefined) return known;
    const read = this.dataSource.query<PartialResult[]>(
      `SELECT seq::float8 AS seq, data FROM job_events WHERE job_id = $1 AND fence = $2 AND seq > $3
       ORDER BY job_events.seq LIMIT ${PARTIALS_AT_ONCE}`,
      [id, fence, seq],
    );
    this.reads.set(place, read);
    return read;
  }

  private leave(id: string): void {
    const left = this.followers.get(id)! - 1;
    if (left === 0) this.followers.delete(id);
    else this.followers.set(id, left);
  }

  private async read(): Promise<ReadonlyMap<string, JobState | null>> {
    const ids = [...this.followers.keys()];
    const states = await this.dataSource.query<JobState[]>(
      `SELECT id, status, progress, attempts, fence, error, started_at AS "startedAt",
         (SELECT coalesce(max(seq), 0)::float8 FROM job_events WHERE job_id = jobs.id AND job_events.fence = jobs.fence)
           AS "lastPartial"
       FROM jobs WHERE id = ANY($1)`,
      [ids],
    );
    this.reads = new Map();
    const found = new Map(states.map((state) => [state.id, state]));
    return new Map(ids.map((id) => [id, found.get(id) ?? null]));
  }

  /** The next round may succeed; until then followers wait as they do for a slow job. */
  private skip(error: unknown): typeof EMPTY {
    this.logger.error(error);
    return EMPTY;
  }
}
