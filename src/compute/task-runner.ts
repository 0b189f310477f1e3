import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { ComputeTask } from './compute-task.js';
import { guardNativeCalls } from '../training/run/native-calls.js';
import { serializeError } from './error-transfer.js';
import { Moving } from './moving.js';
import { keepProcessesIn } from './owned-processes.js';
import { ThreadGate } from './thread-gate.js';
import type { ThreadCommand, ThreadMessage, ThreadOrder, ThreadOutcome } from './thread-messages.js';

/** Entry point of every compute thread: loads the task's file, runs it and tells how it ended. */
export default async function runTask({ task, input, port, gate }: ThreadOrder): Promise<ThreadOutcome> {
  const tell = (message: ThreadMessage): void => port.postMessage(message);
  const stopping = new AbortController();
  port.on('message', (_command: ThreadCommand) => stopping.abort(new Error('The task was told to stop.')));
  port.unref();
  const guard = new ThreadGate(gate);
  guardNativeCalls(guard);
  keepProcessesIn({
    started: (pid) => tell({ kind: 'process-started', pid }),
    ended: (pid) => tell({ kind: 'process-ended', pid }),
  });
  try {
    const module = (await import(task)) as { readonly default: ComputeTask<unknown, unknown> };
    const output = await module.default(input, {
      report: (fraction, partial) => tell({ kind: 'report', fraction, partial }),
      signal: stopping.signal,
    });
    if (!(output instanceof Moving)) return { value: output };
    const value: ThreadOutcome = { value: output.value };
    return move({ [transferableSymbol]: output.buffers, [valueSymbol]: value }) as unknown as ThreadOutcome;
  } catch (thrown) {
    return { error: serializeError(thrown) };
  } finally {
    await guard.idle();
    guardNativeCalls();
    keepProcessesIn(undefined);
  }
}
