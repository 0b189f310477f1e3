import type { Piscina } from 'piscina';
import { setTimeout as delay } from 'node:timers/promises';
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { ComputeThreadError } from './compute-errors.js';
import type { ComputeOptions } from './compute-task.js';
import { restoreError } from './error-transfer.js';
import type { ThreadGate } from './thread-gate.js';
import type { ThreadCommand, ThreadMessage, ThreadOrder, ThreadOutcome } from './thread-messages.js';

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // ESRCH: it has ended by itself
  }
}

/** So long a thread may take to notice that its processes were ended, before it is ended itself. */
const REAPING_MS = 250;

/** The main thread's end of the line to one running task. */
class TaskLine {
  private readonly processes = new Set<number>();
  private abandoned = false;
  private onLastProcessEnded: (() => void) | undefined;

  constructor(
    private readonly port: MessagePort,
    private readonly onReport: ComputeOptions['onReport'],
  ) {
    port.on('message', (message: ThreadMessage) => this.handle(message));
    port.unref();
  }

  private handle(message: ThreadMessage): void {
    if (message.kind === 'report') {
      if (!this.abandoned) this.onReport?.(message.fraction, message.partial);
    } else if (message.kind === 'process-ended') {
      this.processes.delete(message.pid);
      if (this.processes.size === 0) this.onLastProcessEnded?.();
    } else if (this.abandoned) kill(message.pid);
    else this.processes.add(message.pid);
  }

  /** Messages can still lie in the port when the result has come by another way. */
  drain(): void {
    for (let next = receiveMessageOnPort(this.port); next !== undefined; next = receiveMessageOnPort(this.port)) {
      this.handle(next.message as ThreadMessage);
    }
  }

  close(): void {
    this.port.close();
  }

  askToStop(): void {
    const command: ThreadCommand = 'stop';
    this.port.postMessage(command);
  }

  /** Ends the task's processes. The port stays open until the thread's end closes it: a process may just be starting. */
  abandon(): void {
    this.drain();
    this.abandoned = true;
    for (const pid of this.processes) kill(pid);
  }

  /** Resolves when the thread has noticed the end of its processes: what it does not collect stays in the process table. */
  reaped(): Promise<void> {
    if (this.processes.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.onLastProcessEnded = resolve;
      setTimeout(resolve, REAPING_MS).unref();
    });
  }
}

const describe = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it ran out of memory' : message.replace(/\.$/, '');
};

/** Runs one task on a thread of `pool`. @param gate of this run alone: whoever ends the thread waits for it */
export async function runOnThread(
  pool: Piscina<ThreadOrder, ThreadOutcome>,
  task: string,
  input: unknown,
  { signal, onReport, transfer = [], handoverMs = 0 }: ComputeOptions,
  gate: ThreadGate,
): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  const line = new TaskLine(port1, onReport);
  const ending = new AbortController();
  const over = new AbortController();
  const end = async (): Promise<void> => {
    line.abandon();
    line.askToStop();
    if (handoverMs > 0) await delay(handoverMs, undefined, { signal: over.signal }).catch(() => undefined);
    if (over.signal.aborted) return;
    await Promise.all([line.reaped(), gate.ready()]);
    ending.abort();
  };
  const abort = (): void => void end();
  signal?.addEventListener('abort', abort, { once: true });
  let outcome: ThreadOutcome;
  try {
    const transferList = [...transfer, port2] as never;
    outcome = await pool.run({ task, input, port: port2, gate: gate.memory }, { signal: ending.signal, transferList });
  } catch (error) {
    line.abandon();
    signal?.throwIfAborted();
    if (error instanceof DOMException) throw error; // the input cannot be cloned: no thread has seen it
    throw new ComputeThreadError(describe(error), error);
  } finally {
    over.abort();
    gate.abandon();
    signal?.removeEventListener('abort', abort);
  }
  signal?.throwIfAborted();
  line.drain();
  line.close();
  if ('error' in outcome) throw restoreError(outcome.error);
  return outcome.value;
}
