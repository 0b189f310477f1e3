import { trackBeats } from '../../src/dsp/beats.js';
import { estimateKey } from '../../src/dsp/key.js';
import { aboveMovingMean } from '../../src/dsp/moving-mean.js';
import { onsetStrength } from '../../src/dsp/onset-strength.js';
import { pitchClassProfile } from '../../src/dsp/pitch-class-profile.js';
import { resample } from '../../src/dsp/resample.js';
import { estimateTempo } from '../../src/dsp/tempo.js';
import { tempogram } from '../../src/dsp/tempogram.js';
import { type Measure, type Workload } from './workload.js';

const sampleRateHz = 22_050;
const once: Measure = (_, work) => work();

function tempoAndBeats(samples: Float32Array, measure: Measure): unknown {
  const { envelope, frameRateHz } = measure('onset strength', () => onsetStrength(samples, { sampleRateHz }));
  const [tempo] = measure('tempogram, tempo', () =>
    estimateTempo(tempogram(aboveMovingMean(envelope, Math.round(frameRateHz)), { frameRateHz })),
  );
  return measure('beats', () => trackBeats(envelope, { frameRateHz, bpm: tempo.bpm }));
}

function key(samples: Float32Array, measure: Measure): unknown {
  const { pitchClasses } = measure('pitch classes', () => pitchClassProfile(samples, { sampleRateHz }));
  return measure('key', () => estimateKey(pitchClasses));
}

export const MUSICAL_WORKLOADS: readonly Workload[] = [
  {
    name: 'tempo + beats',
    sampleRateHz,
    target: 700,
    run: (samples) => tempoAndBeats(samples, once),
    stages: tempoAndBeats,
  },
  { name: 'key', sampleRateHz, target: 400, run: (samples) => key(samples, once), stages: key },
  {
    name: 'resample 22.05 → 16 kHz',
    sampleRateHz,
    run: (samples) => resample(samples, { fromHz: sampleRateHz, toHz: 16_000 }),
  },
];
