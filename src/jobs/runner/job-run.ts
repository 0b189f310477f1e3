import { setTimeout as delay } from 'node:timers/promises';
import type { JobContext, JobOutcome } from '../job-context.js';
import { type AbortReason, JobAbortedError } from '../job-errors.js';
import { toOptions } from '../registry/job-options.js';
import type { RegisteredKind } from '../registry/job-registry.js';
import type { ClaimedJob } from '../store/claimed-job.js';
import { toStorableJson } from '../store/storable-json.js';

/** How the processor ended; `abandoned` when it did not end although it was told to. */
export type RunEnd =
  | { readonly type: 'done'; readonly outcome: JobOutcome }
  | { readonly type: 'threw'; readonly thrown: unknown }
  | { readonly type: 'abandoned' };

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** One attempt at one job: gives the processor its context, keeps what it reports, and stops it when it must stop. */
export class JobRun {
  progress = 0;
  readonly startedAt = performance.now();
  private readonly controller = new AbortController();
  private partials: string[] = [];
  private hasNews = false;
  private isOver = false;

  constructor(
    readonly job: ClaimedJob,
    private readonly kind: RegisteredKind,
  ) {}

  /** Whether the next run goes on from where this one stops. */
  get canHandOver(): boolean {
    return this.kind.handoverSeconds > 0;
  }

  /** Why the run was stopped; `undefined` while it may go on. */
  get abortReason(): AbortReason | undefined {
    return (this.controller.signal.reason as JobAbortedError | undefined)?.reason;
  }

  /** The first reason counts. */
  abort(reason: AbortReason): void {
    if (!this.controller.signal.aborted) this.controller.abort(new JobAbortedError(reason));
  }

  /** Whether the processor has reported anything since the last call. */
  takeNews(): boolean {
    const { hasNews } = this;
    this.hasNews = false;
    return hasNews;
  }

  /** What could not be kept now is tried again with the next heartbeat. */
  returnPartials(partials: readonly string[]): void {
    this.partials.unshift(...partials);
  }

  /** Pieces of the result since the last call, as JSON texts. */
  takePartials(): string[] {
    const taken = this.partials;
    this.partials = [];
    return taken;
  }

  /** Runs the processor to its end, but not longer than `graceMs`, or what its kind may take, after the run was aborted. Never rejects. */
  async execute(graceMs: number): Promise<RunEnd> {
    const deadline = setTimeout(
      () => this.abort('timed-out'),
      Math.min(this.job.timeoutSeconds * 1000, LONGEST_TIMER_MS),
    );
    const settled = new AbortController();
    try {
      return await Promise.race([
        this.process(),
        this.abandonment(Math.max(graceMs, 1000 * this.kind.handoverSeconds), settled.signal),
      ]);
    } finally {
      this.isOver = true;
      clearTimeout(deadline);
      settled.abort();
    }
  }

  private async process(): Promise<RunEnd> {
    try {
      return { type: 'done', outcome: await this.kind.processor.process(this.context()) };
    } catch (thrown) {
      return { type: 'threw', thrown };
    }
  }

  private async abandonment(graceMs: number, settled: AbortSignal): Promise<RunEnd> {
    const { signal } = this.controller;
    if (!signal.aborted) {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true, signal: settled }));
    }
    // When the processor ends within the grace this timer is cut short; the race is then decided already.
    await delay(graceMs, undefined, { signal: settled }).catch(() => undefined);
    return { type: 'abandoned' };
  }

  private context(): JobContext {
    const { id, kind, ownerId, recordingId, model, attempts } = this.job;
    return {
      id,
      kind,
      ownerId,
      recordingId,
      model,
      options: toOptions(this.kind, this.job.options),
      attempt: attempts,
      signal: this.controller.signal,
      report: (fraction, partial) => this.report(fraction, partial),
    };
  }

  private report(fraction: number, partial?: object): void {
    if (this.isOver || this.controller.signal.aborted) return;
    if (fraction > this.progress) this.progress = Math.min(1, fraction);
    if (partial !== undefined) this.partials.push(toStorableJson(partial));
    this.hasNews = true;
  }
}
