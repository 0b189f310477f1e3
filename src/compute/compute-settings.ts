import type { Environment } from '../config/environment.js';

const IDLE_TIMEOUT_MS = 60_000;
const MAX_HEAP_MB = 2048;
const MAX_WAITING_REQUESTS = 1000;

/** Sizes and limits of the compute threads. */
export class ComputeSettings {
  /** Threads for jobs. */
  batchThreads: number;
  /** Threads for what a request waits for. */
  interactiveThreads: number;
  /** Threads for decoding what requests bring. */
  intakeThreads: number;
  /** A thread without work for so long is released. */
  idleTimeoutMs = IDLE_TIMEOUT_MS;
  /** JavaScript heap of one thread; sample buffers and WebAssembly memory lie outside it. */
  maxHeapMb = MAX_HEAP_MB;
  /** Requests beyond this answer 503 instead of waiting. */
  maxWaitingRequests = MAX_WAITING_REQUESTS;
  batchNiceIncrement = 10;
  /** Below that of jobs: somebody who trains waits anyway. */
  trainingNiceIncrement = 15;
  interactiveNiceIncrement = 2;
  /** Somebody waits for it, but for seconds to minutes. */
  intakeNiceIncrement = 6;
  /** Options of node for the threads; default: those of this process. */
  execArgv?: readonly string[];

  static of(environment: Pick<Environment, 'COMPUTE_THREADS'>): ComputeSettings {
    return Object.assign(new ComputeSettings(), {
      batchThreads: environment.COMPUTE_THREADS,
      interactiveThreads: Math.min(2, environment.COMPUTE_THREADS),
      intakeThreads: Math.min(2, environment.COMPUTE_THREADS),
    });
  }
}
