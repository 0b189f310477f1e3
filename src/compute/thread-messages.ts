import type { MessagePort } from 'node:worker_threads';
import type { SerializedError } from './error-transfer.js';

/** What a thread tells the main thread while its task runs. */
export type ThreadMessage =
  | { readonly kind: 'report'; readonly fraction: number; readonly partial?: object }
  | { readonly kind: 'process-started' | 'process-ended'; readonly pid: number };

/** What a thread is told while its task runs: to stop, and that it will be ended if it does not. */
export type ThreadCommand = 'stop';

/** What the thread's runner is given. */
export interface ThreadOrder {
  /** File URL of the built `*.task.js`. */
  readonly task: string;
  readonly input: unknown;
  readonly port: MessagePort;
  /** Memory of the {@link ThreadGate} of this run. */
  readonly gate: SharedArrayBuffer;
}

/** How the task ended. Errors travel as data because structured cloning strips classes and fields from them. */
export type ThreadOutcome = { readonly value: unknown } | { readonly error: SerializedError };
