import { Injectable } from '@nestjs/common';
import { type Observable, concatMap, filter, firstValueFrom, fromEvent, map, merge, takeWhile } from 'rxjs';
import { isFinished } from '../../jobs/job-status.js';
import { type JobState, JobWatcher, type PartialResult } from './job-watcher.js';

/** How an analysis ended. `waiting`: a model that it needs is not installed; `deleted`: its recording was. */
export type AnalysisEnd = Pick<JobState, 'status' | 'error'> | { readonly status: 'deleted'; readonly error: null };

/** Pieces of a result, of one run: a run that is tried again begins with `run` changed. */
export interface AnalysisPieces {
  readonly run: number;
  readonly pieces: readonly object[];
}

const DELETED: AnalysisEnd = { status: 'deleted', error: null };

const isOver = (state: JobState | null): boolean =>
  state === null || isFinished(state.status) || state.status === 'waiting';

/** Lets requests that must be answered at once wait for an analysis, in whichever process it runs. */
@Injectable()
export class AnalysisCompletion {
  constructor(private readonly watcher: JobWatcher) {}

  /**
   * Resolves when the analysis has ended, or waits for a model.
   * @param signal when it is raised, its reason is thrown; the analysis goes on
   */
  async ended(id: string, signal: AbortSignal): Promise<AnalysisEnd> {
    signal.throwIfAborted();
    const leaving = fromEvent(signal, 'abort').pipe(
      map((): never => {
        throw signal.reason;
      }),
    );
    const states = this.watcher.watch(id).pipe(filter(isOver));
    return (await firstValueFrom(merge(states, leaving))) ?? DELETED;
  }

  /** The pieces that the processor reports while it runs; completes when the analysis is over. Pieces of one run come in order, each once. */
  pieces(id: string): Observable<AnalysisPieces> {
    let run = -1;
    let seq = 0;
    const read = async (state: JobState): Promise<AnalysisPieces> => {
      if (state.fence !== run) {
        run = state.fence;
        seq = 0;
      }
      const found: PartialResult[] = [];
      while (state.lastPartial > seq) {
        const more = await this.watcher.partialsAfter(seq, state);
        if (more.length === 0) break;
        found.push(...more);
        seq = more[more.length - 1].seq;
      }
      return { run, pieces: found.map(({ data }) => data) };
    };
    return this.watcher.watch(id).pipe(
      takeWhile((state) => !isOver(state), true),
      filter((state) => state !== null),
      concatMap(read),
      filter(({ pieces }) => pieces.length > 0),
    );
  }
}
