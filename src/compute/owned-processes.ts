import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** Told of every process that the running task starts and of its end. */
export interface ProcessLedger {
  started(pid: number): void;
  ended(pid: number): void;
}

let ledger: ProcessLedger | undefined;

/** A compute thread runs one task at a time; this says where its processes are written down. */
export function keepProcessesIn(next: ProcessLedger | undefined): void {
  ledger = next;
}

/**
 * Starts a process that dies with the task: ending a thread does not end its child processes, so the main thread, which knows them
 * from the ledger, does. Outside a compute thread this is a plain `spawn`.
 */
export function spawnOwned(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, options);
  const owner = ledger;
  const { pid } = child;
  if (owner !== undefined && pid !== undefined) {
    owner.started(pid);
    child.once('exit', () => owner.ended(pid));
  }
  return child;
}
