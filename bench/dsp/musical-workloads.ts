import { chromaCqt } from '../../src/dsp/chroma/chroma-cqt.js';
import { chromaStft } from '../../src/dsp/chroma/chroma-stft.js';
import { constantQ, ConstantQ } from '../../src/dsp/constant-q/constant-q.js';
import { separateHarmonicPercussive } from '../../src/dsp/harmonic-percussive/harmonic-percussive.js';
import { estimateKey } from '../../src/dsp/key/key.js';
import { onsetStrength } from '../../src/dsp/rhythm/onset-strength.js';
import { pitchClassProfile } from '../../src/dsp/key/pitch-class-profile.js';
import { estimateTuning } from '../../src/dsp/chroma/pitch-tuning.js';
import { resample } from '../../src/dsp/resampling/resample.js';
import { analyseRhythm } from '../../src/dsp/rhythm/rhythm.js';
import { type Measure, type Workload } from './workload.js';

const sampleRateHz = 22_050;
const HOP = 512;
const CHROMA_BINS = { sampleRateHz, bins: 252, binsPerOctave: 36 };
const PICTURE = { sampleRateHz, minimumHz: 50, bins: 300, binsPerOctave: 39, window: 'blackman-harris' } as const;
const once: Measure = (_, work) => work();

function tempoAndBeats(samples: Float32Array, measure: Measure): unknown {
  const onsets = measure('onset strength', () => onsetStrength(samples, { sampleRateHz }));
  return measure('tempo, beats', () => analyseRhythm(onsets));
}

function key(samples: Float32Array, measure: Measure): unknown {
  const { pitchClasses, ...certainty } = measure('pitch classes', () => pitchClassProfile(samples, { sampleRateHz }));
  return measure('key', () => estimateKey(pitchClasses, certainty));
}

export const MUSICAL_WORKLOADS: readonly Workload[] = [
  {
    name: 'chroma-CQT, hop 512',
    sampleRateHz,
    target: 130,
    run: (samples) => chromaCqt(samples, { sampleRateHz, hopLength: HOP }),
    stages: (samples, measure) => {
      measure('tuning', () => estimateTuning(samples, { sampleRateHz, binsPerOctave: 36 }));
      const transform = measure('filters', () => new ConstantQ(CHROMA_BINS));
      measure('constant-Q', () => transform.analyse(samples, { hopLength: HOP }));
    },
  },
  {
    name: 'chroma-STFT 2048/512',
    sampleRateHz,
    run: (samples) => chromaStft(samples, { sampleRateHz, hopLength: HOP }),
  },
  {
    name: 'constant-Q picture, 1000 × 300',
    sampleRateHz,
    run: (samples) => constantQ(samples, { ...PICTURE, hopLength: Math.floor(samples.length / 1_000) }),
  },
  {
    name: 'tempo + beats',
    sampleRateHz,
    target: 700,
    run: (samples) => tempoAndBeats(samples, once),
    stages: tempoAndBeats,
  },
  { name: 'key', sampleRateHz, target: 400, run: (samples) => key(samples, once), stages: key },
  {
    name: 'harmonic–percussive separation',
    sampleRateHz,
    run: (samples) => separateHarmonicPercussive(samples),
  },
  {
    name: 'resample 22.05 → 16 kHz',
    sampleRateHz,
    run: (samples) => resample(samples, { fromHz: sampleRateHz, toHz: 16_000 }),
  },
];
