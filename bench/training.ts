import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { adamW, constantRate, onnxRuntime, Trainer } from '../src/training/index.js';
import { type Case, cases } from './training/cases.js';

/** npm run bench:training [steps]: time and memory of a whole step, each case in a process of its own. */
const [steps = '12', chosen] = process.argv.slice(2);
if (chosen === undefined) {
  console.log(`${cpus()[0].model}, ${cpus().length} cores; fastest of ${steps} steps.`);
  console.log('PyTorch was measured on another, much slower machine: docs/decisions/training.md compares.\n');
  for (const index of cases.keys()) {
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), steps, String(index)], { stdio: 'inherit' });
  }
} else {
  await measure(cases[Number(chosen)], Number(steps));
}

async function measure({ name, model, batch: makeBatch, threads, pytorch }: Case, count: number): Promise<void> {
  const batch = makeBatch();
  const runtime = onnxRuntime({ threads });
  const trainer = new Trainer({ runtime, model, optimiser: adamW(), schedule: constantRate(1e-3), clipNorm: 1 });
  const first = await timed(() => trainer.train(batch));
  const rest: Timing[] = [];
  for (let step = 0; step < count; step++) rest.push(await timed(() => trainer.train(batch)));
  await trainer.release();

  const fastest = Math.min(...rest.map(({ wall }) => wall));
  const processor = Math.min(...rest.map((timing) => timing.processor));
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`${name}, ${threads} thread${threads > 1 ? 's' : ''} (load ${loadavg()[0].toFixed(1)})`);
  console.log(
    `  ${fastest.toFixed(3)} s a step, ${processor.toFixed(3)} s of processor; first ${first.wall.toFixed(1)} s; ${peak} MB`,
  );
  if (pytorch) {
    const [low, high] = pytorch.map((seconds) => (fastest / seconds).toFixed(2));
    console.log(`  ${high}–${low} × what PyTorch took there (${pytorch.join('–')} s)`);
  }
}

interface Timing {
  wall: number;
  processor: number;
}

async function timed(work: () => Promise<unknown>): Promise<Timing> {
  const [started, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: (performance.now() - started) / 1000, processor: (user + system) / 1e6 };
}
