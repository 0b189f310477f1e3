import type { TransferListItem } from 'node:worker_threads';
import type { Moving } from './moving.js';

/** What a task can do beside computing. */
export interface TaskContext {
  /** @param fraction 0..1; @param partial structured-clonable piece of the result */
  report(fraction: number, partial?: object): void;
  /** Aborted when the run must stop and may take `handoverMs` to keep what it has. Only a task that awaits now and then notices. */
  readonly signal: AbortSignal;
}

/**
 * The default export of a `*.task.ts` file: it runs on a worker thread, so it may block. Input and output are structured-cloned; wrap
 * the output with `moving` to transfer its buffers instead.
 */
export type ComputeTask<Input, Output> = (
  input: Input,
  context: TaskContext,
) => Promise<Output | Moving<Output>> | Output | Moving<Output>;

export type ComputeLaneName = 'interactive' | 'intake' | 'batch' | 'training';

export interface ComputeOptions {
  /**
   * Aborting ends the thread's work at once, or as soon as a call of `inNativeCode` returns, and the processes that it started with `spawnOwned`.
   */
  readonly signal?: AbortSignal;
  /** So long the task may go on after an abort, to keep what it has: it is told by its own signal. Default 0: it is ended at once. */
  readonly handoverMs?: number;
  readonly onReport?: (fraction: number, partial?: object) => void;
  /** Buffers of the input that are handed over instead of copied. */
  readonly transfer?: readonly TransferListItem[];
  /**
   * Work of one lane never queues behind that of another. `interactive`: a request waits for it, a moment. `intake`: a request waits for it, too, but it
   * unpacks or decodes all that the request brought, which may take minutes. `batch`: jobs. `training`: of which there is one thread. Default `batch`.
   */
  readonly lane?: ComputeLaneName;
}
