/**
 * Measures how late the main thread's event loop is while all compute threads are busy, with and without lowered priority of the threads.
 *
 *     npm run bench:event-loop
 *
 * The main thread meanwhile does what a server does: every 5 ms it parses and prints some JSON and hashes 64 KiB.
 */
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { ComputePool } from '../src/compute/compute-pool.js';
import { ComputeSettings } from '../src/compute/compute-settings.js';
import { EventLoopMonitor } from '../src/compute/event-loop-monitor.js';

const SECONDS = 15;
const TASK = new URL('./tasks/busy.task.js', import.meta.url);

const block = Buffer.alloc(64 * 1024);
const document = JSON.stringify(
  Array.from({ length: 200 }, (_, id) => ({ id, name: `recording ${id}`, beats: [1, 2, 3] })),
);

function serve(): void {
  createHash('sha256').update(block).digest();
  JSON.stringify(JSON.parse(document));
}

async function measure(name: string, settings?: Partial<ComputeSettings>): Promise<void> {
  const base = ComputeSettings.of({ COMPUTE_THREADS: availableParallelism() });
  const pool = new ComputePool(Object.assign(base, settings));
  const work: Promise<number>[] = [];
  if (settings !== undefined) {
    for (let thread = 0; thread < base.batchThreads; thread++) work.push(pool.run(TASK, { seconds: SECONDS }));
    for (let thread = 0; thread < base.interactiveThreads; thread++) {
      work.push(pool.run(TASK, { seconds: SECONDS }, { lane: 'interactive' }));
    }
  }
  await delay(1000);
  const monitor = new EventLoopMonitor();
  const requests = setInterval(serve, 5);
  await delay(1000 * (SECONDS - 2));
  const { p50Ms, p99Ms, maxMs } = monitor.delay();
  clearInterval(requests);
  const rounds = (await Promise.all(work)).reduce((sum, count) => sum + count, 0);
  await pool.onApplicationShutdown();
  const figures = `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, max ${maxMs.toFixed(1)} ms`;
  console.log(`${name}: ${figures}, ${work.length} busy threads did ${rounds} rounds`);
}

console.log(`${availableParallelism()} cores`);
await measure('idle');
await measure('all threads busy, equal priority', { batchNiceIncrement: 0, interactiveNiceIncrement: 0 });
await measure('all threads busy, as configured', {});
