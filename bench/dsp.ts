/**
 * Measures the functions of src/dsp on one thread, as × real time of ten minutes of synthetic music, and where their time goes.
 *
 *     npm run bench:dsp [-- part of a name]
 *
 * The shortest of seven rounds counts. Processor time differs from the clock when other work is on the machine.
 */
import { MUSICAL_WORKLOADS } from './dsp/musical-workloads.js';
import { SPECTRAL_WORKLOADS } from './dsp/spectral-workloads.js';
import { syntheticMusic } from './dsp/synthetic-music.js';
import { time, type Timing, type Workload } from './dsp/workload.js';

const SECONDS = 600;

const wanted = process.argv[2] ?? '';
const signals = new Map<number, Float32Array>();

function signalAt(rateHz: number): Float32Array {
  const signal = signals.get(rateHz) ?? syntheticMusic(SECONDS, rateHz);
  signals.set(rateHz, signal);
  return signal;
}

function row({ target }: Workload, { wall, processor, shares }: Timing): object {
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
  return {
    '× real time': Math.round(SECONDS / wall),
    'by processor time': Math.round(SECONDS / processor),
    target: target ?? '',
    'shares of the time': [...shares].map(([stage, share]) => `${stage} ${percent(share)}`).join(', '),
  };
}

const rows: Record<string, object> = {};
for (const workload of [...SPECTRAL_WORKLOADS, ...MUSICAL_WORKLOADS]) {
  if (workload.name.toLowerCase().includes(wanted.toLowerCase())) {
    rows[workload.name] = row(workload, time(workload, signalAt(workload.sampleRateHz)));
  }
}
console.table(rows);
