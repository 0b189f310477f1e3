import { Injectable, type MessageEvent, type OnModuleDestroy } from '@nestjs/common';
import { Observable, Subject, concatMap, finalize, interval, map, merge, takeUntil, takeWhile } from 'rxjs';
import { TooManyRequestsError } from '../../common/errors/errors.js';
import type { Principal } from '../../common/principal/principal.js';
import { isFinished } from '../../jobs/job-status.js';
import { AnalysesService } from '../analyses.service.js';
import { toMessage, toPartialMessage, toProgress } from './analysis-event.dto.js';
import { CredentialWatcher } from './credential-watcher.js';
import { type JobState, JobWatcher } from './job-watcher.js';

/** Proxies cut connections on which nothing moves for a minute. */
const KEEP_ALIVE_MS = 15_000;
const STREAMS_PER_USER = 100;
const EVENT_ID = /^\d{1,15}$/;

/** Follows analyses for clients as server-sent events, in whichever process they run. */
@Injectable()
export class AnalysisEventsService implements OnModuleDestroy {
  private readonly streams = new Map<string, number>();
  private readonly stopping = new Subject<void>();

  constructor(
    private readonly watcher: JobWatcher,
    private readonly analyses: AnalysesService,
    private readonly credentials: CredentialWatcher,
  ) {}

  /** Open streams would keep the HTTP server from closing; clients resume with another process. */
  onModuleDestroy(): void {
    this.stopping.next();
  }

  /**
   * Progress, pieces of the result and the end of an analysis, from now or from what the client saw last. Ends early when the principal logs out
   * or is disabled.
   * @param lastEventId the id of the last event that the client received
   */
  async follow(principal: Principal, id: string, lastEventId?: string): Promise<Observable<MessageEvent>> {
    await this.analyses.assertVisible(principal, id);
    this.refuseTooMany(principal.id);
    const seq = EVENT_ID.test(lastEventId ?? '') ? Number(lastEventId) : 0;
    return new Observable<MessageEvent>((subscriber) => {
      const leave = this.enter(principal.id);
      const ended = new Subject<void>();
      const keepAlive = interval(KEEP_ALIVE_MS).pipe(
        map((): MessageEvent => ({ comment: 'keep-alive' })),
        takeUntil(ended),
      );
      return merge(this.messages(id, seq).pipe(finalize(() => ended.next())), keepAlive)
        .pipe(takeUntil(merge(this.stopping, this.credentials.lost(principal))), finalize(leave))
        .subscribe(subscriber);
    });
  }

  private messages(id: string, resumeAfter: number): Observable<MessageEvent> {
    let seq = resumeAfter;
    const messagesOf = async (state: JobState | null): Promise<MessageEvent[]> => {
      const messages: MessageEvent[] = [];
      while (state !== null && state.lastPartial > seq) {
        const partials = await this.watcher.partialsAfter(seq, state);
        if (partials.length === 0) break;
        messages.push(...partials.map(toPartialMessage));
        seq = partials[partials.length - 1].seq;
      }
      const isEnd = state === null || isFinished(state.status);
      return [...messages, toMessage(isEnd ? 'end' : 'progress', seq, toProgress(id, state))];
    };
    return this.watcher.watch(id).pipe(
      concatMap(messagesOf),
      concatMap((messages) => messages),
      takeWhile(({ type }) => type !== 'end', true),
    );
  }

  /** @returns what to call when the stream ends */
  private enter(userId: string): () => void {
    const open = this.streams.get(userId) ?? 0;
    this.streams.set(userId, open + 1);
    return () => {
      const left = this.streams.get(userId)! - 1;
      if (left === 0) this.streams.delete(userId);
      else this.streams.set(userId, left);
    };
  }

  private refuseTooMany(userId: string): void {
    if ((this.streams.get(userId) ?? 0) < STREAMS_PER_USER) return;
    throw new TooManyRequestsError(
      'too-many-streams',
      `You follow ${STREAMS_PER_USER} analyses at the same time already; close some of these connections.`,
      10,
    );
  }
}
