import { cpus, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import {
  adamW,
  type Batch,
  constantRate,
  type FloatTensor,
  type Model,
  onnxRuntime,
  randomSource,
  Trainer,
} from '../src/training/index.js';
import { bands, batchSize, convolutionalModel, frames } from './training/convolutional-network.js';
import { channels, encoderModel, positions } from './training/encoder-layer.js';

interface Case {
  name: string;
  model: Model;
  batch: Batch;
  threads: number;
  /** Seconds a step of PyTorch 1.13 on the machine of the first prototype, fastest and slowest run. */
  pytorch: readonly [number, number] | undefined;
}

const random = randomSource('bench');
const tensor = (shape: number[], draw: () => number): FloatTensor => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, draw),
});
const pictures: Batch = {
  logMel: tensor([batchSize, bands, frames], () => 2 * random() - 1),
  targets: tensor([batchSize, frames, 3], () => Math.round(random())),
};
const sequences: Batch = {
  input: tensor([1, positions, channels], () => 2 * random() - 1),
  targets: tensor([1, positions, channels], random),
};
const cases: Case[] = [
  {
    name: 'CNN, 405k parameters, 8 × 80 × 1000',
    model: convolutionalModel,
    batch: pictures,
    threads: 2,
    pytorch: [0.61, 0.75],
  },
  {
    name: 'CNN, 405k parameters, 8 × 80 × 1000',
    model: convolutionalModel,
    batch: pictures,
    threads: 1,
    pytorch: [0.95, 1.12],
  },
  {
    name: 'Whisper-base encoder layer, 1500 × 512',
    model: encoderModel,
    batch: sequences,
    threads: 1,
    pytorch: [0.71, 0.71],
  },
  {
    name: 'Whisper-base encoder layer, 1500 × 512',
    model: encoderModel,
    batch: sequences,
    threads: 2,
    pytorch: undefined,
  },
];
const steps = Number(process.argv[2] ?? 12);

console.log(`${cpus()[0].model}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}; fastest of ${steps} steps\n`);
for (const { name, model, batch, threads, pytorch } of cases) {
  const trainer = new Trainer({
    runtime: onnxRuntime({ threads }),
    model,
    optimiser: adamW(),
    schedule: constantRate(1e-3),
    clipNorm: 1,
  });
  const started = performance.now();
  await trainer.train(batch);
  const first = (performance.now() - started) / 1000;
  const seconds: number[] = [];
  const processor: number[] = [];
  let resident = 0;
  for (let step = 0; step < steps; step++) {
    const [before, used] = [performance.now(), process.cpuUsage()];
    await trainer.train(batch);
    seconds.push((performance.now() - before) / 1000);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1e6);
    resident = Math.max(resident, process.memoryUsage.rss());
  }
  await trainer.release();
  const best = Math.min(...seconds);
  const ratio = pytorch
    ? `${(best / pytorch[1]).toFixed(2)}–${(best / pytorch[0]).toFixed(2)} × PyTorch`
    : 'no figure of PyTorch';
  console.log(
    `${name}, ${threads} thread(s): ${best.toFixed(3)} s/step (${Math.min(...processor).toFixed(2)} s of processor), ` +
      `first ${first.toFixed(1)} s, ${Math.round(resident / 2 ** 20)} MB resident; ${ratio}`,
  );
}
