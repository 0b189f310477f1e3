import type { ComputeTask } from '../../src/compute/compute-task.js';
import { resample } from '../../src/dsp/resampling/resample.js';

/** Keeps a thread busy with real signal processing for so many seconds. */
const busy: ComputeTask<{ readonly seconds: number }, number> = ({ seconds }) => {
  const noise = Float32Array.from({ length: 441_000 }, () => Math.random() - 0.5);
  const end = performance.now() + 1000 * seconds;
  let rounds = 0;
  for (; performance.now() < end; rounds++) resample(noise, { fromHz: 44_100, toHz: 16_000 });
  return rounds;
};
export default busy;
