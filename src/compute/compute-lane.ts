import { Logger } from '@nestjs/common';
import { Piscina } from 'piscina';
import { fileURLToPath } from 'node:url';
import { BusyError } from '../common/errors/errors.js';
import { ComputePoolClosedError } from './compute-errors.js';
import type { ComputeOptions } from './compute-task.js';
import { ThreadGate } from './thread-gate.js';
import type { ThreadOrder, ThreadOutcome } from './thread-messages.js';
import { runOnThread } from './thread-run.js';

export interface ComputeLaneOptions {
  readonly name: string;
  readonly threads: number;
  readonly idleTimeoutMs: number;
  readonly maxHeapMb: number;
  readonly maxWaiting: number;
  /** How much less the operating system favours these threads than the main one (0..19). */
  readonly niceIncrement: number;
  readonly execArgv?: readonly string[];
}

interface Waiter {
  readonly start: () => void;
  readonly refuse: (error: Error) => void;
}

/**
 * Threads that share one queue. The queue stands before Piscina's own, because Piscina leaves queued tasks where they are when an
 * aborted or crashed thread was the last one; here the next task starts a new thread.
 */
export class ComputeLane {
  private readonly logger = new Logger(ComputeLane.name);
  private readonly pool: Piscina<ThreadOrder, ThreadOutcome>;
  private readonly waiting = new Set<Waiter>();
  /** Of the runs that go on. */
  private readonly gates = new Set<ThreadGate>();
  private running = 0;
  private closed = false;

  constructor(private readonly options: ComputeLaneOptions) {
    this.pool = new Piscina({
      filename: fileURLToPath(new URL('./task-runner.js', import.meta.url)),
      minThreads: 0,
      maxThreads: options.threads,
      idleTimeout: options.idleTimeoutMs,
      niceIncrement: options.niceIncrement,
      resourceLimits: { maxOldGenerationSizeMb: options.maxHeapMb },
      atomics: 'disabled', // otherwise the event loop of a waiting thread stands still and closes nothing
      ...(options.execArgv && { execArgv: [...options.execArgv] }),
    });
    this.pool.on('error', (error: Error) => this.logger.error(error));
  }

  /** Threads alive, tasks running, tasks waiting. */
  get load(): { readonly threads: number; readonly running: number; readonly waiting: number } {
    return { threads: this.pool.threads.length, running: this.running, waiting: this.waiting.size };
  }

  async run(task: string, input: unknown, options: ComputeOptions): Promise<unknown> {
    options.signal?.throwIfAborted();
    await this.takeTurn(options.signal);
    const gate = new ThreadGate();
    this.gates.add(gate);
    try {
      return await runOnThread(this.pool, task, input, options, gate);
    } catch (error) {
      throw this.closed && !options.signal?.aborted ? new ComputePoolClosedError() : error;
    } finally {
      this.gates.delete(gate);
      this.running--;
      this.startNext();
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const { refuse } of this.waiting) refuse(new ComputePoolClosedError());
    this.waiting.clear();
    await Promise.all([...this.gates].map((gate) => gate.ready()));
    await this.pool.destroy();
  }

  private takeTurn(signal: AbortSignal | undefined): Promise<void> {
    if (this.closed) return Promise.reject(new ComputePoolClosedError());
    if (this.running < this.options.threads) {
      this.running++;
      return Promise.resolve();
    }
    if (this.waiting.size >= this.options.maxWaiting) {
      return Promise.reject(new BusyError('server-busy', 'The server is busy; try again in a moment.', 5));
    }
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.waiting.delete(waiter);
        reject(signal?.reason as Error);
      };
      const waiter: Waiter = {
        start: () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        },
        refuse: (error) => {
          signal?.removeEventListener('abort', leave);
          reject(error);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.waiting.add(waiter);
    });
  }

  private startNext(): void {
    if (this.running >= this.options.threads) return;
    const [next] = this.waiting;
    if (next === undefined) return;
    this.waiting.delete(next);
    this.running++;
    next.start();
  }
}
