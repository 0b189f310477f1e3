import essentiaJs from 'essentia.js';
import Meyda from 'meyda';
import { syntheticMusic } from '../../dist/bench/dsp/synthetic-music.js';
import { MUSICAL_WORKLOADS } from '../../dist/bench/dsp/musical-workloads.js';
import { SPECTRAL_WORKLOADS } from '../../dist/bench/dsp/spectral-workloads.js';
import { compare, realTime, seconds } from './measure.mjs';

const SECONDS = 120;
const RATE_HZ = 22_050;
const [FRAME, HOP, BANDS] = [2_048, 512, 128];
const essentia = new essentiaJs.Essentia(essentiaJs.EssentiaWASM);
const oursSeconds = (name, samples) => {
  const { run } = [...SPECTRAL_WORKLOADS, ...MUSICAL_WORKLOADS].find((workload) => workload.name.startsWith(name));
  return seconds(() => run(samples));
};

function meydaWork(feature, samples) {
  Object.assign(Meyda, {
    ...{ bufferSize: FRAME, sampleRate: RATE_HZ, melBands: BANDS, numberOfMFCCCoefficients: 20 },
    windowingFunction: 'hanning',
  });
  return () => {
    for (let begin = 0; begin + FRAME <= samples.length; begin += HOP) {
      Meyda.extract(feature, samples.subarray(begin, begin + FRAME));
    }
  };
}

function essentiaMel(samples) {
  for (let begin = 0; begin + FRAME <= samples.length; begin += HOP) {
    const frame = essentia.arrayToVector(samples.subarray(begin, begin + FRAME));
    const windowed = essentia.Windowing(frame, true, FRAME, 'hann').frame;
    const spectrum = essentia.Spectrum(windowed, FRAME).spectrum;
    const bands = essentia.MelBands(spectrum, RATE_HZ / 2, FRAME / 2 + 1, false, 0, 'unit_sum', BANDS, RATE_HZ).bands;
    for (const vector of [frame, windowed, spectrum, bands]) vector.delete();
  }
}

export function compareMel() {
  const samples = syntheticMusic(SECONDS, RATE_HZ);
  const meydaMel = meydaWork('melBands', samples);
  compare(
    'Mel bands, 2048/512/128',
    oursSeconds('mel 2048/512/128', samples),
    { Meyda: seconds(meydaMel, 2), 'essentia.js': seconds(() => essentiaMel(samples), 2) },
    realTime(SECONDS),
  );
  compare(
    'MFCC, 2048/512/128/20',
    oursSeconds('MFCC 20', samples),
    { Meyda: seconds(meydaWork('mfcc', samples), 2) },
    realTime(SECONDS),
  );
}

export function compareMusic() {
  const samples = syntheticMusic(SECONDS, RATE_HZ);
  compare(
    'Chroma from the STFT, 2048/512 (ours finds the tuning first)',
    oursSeconds('chroma-STFT', samples),
    { Meyda: seconds(meydaWork('chroma', samples), 2) },
    realTime(SECONDS),
  );
  const vector = essentia.arrayToVector(samples);
  const vector44 = essentia.arrayToVector(syntheticMusic(SECONDS, 44_100));
  compare(
    'Tempo and beats',
    oursSeconds('tempo + beats', samples),
    {
      'essentia.js RhythmExtractor2013, multifeature': seconds(() => essentia.RhythmExtractor2013(vector44), 1),
      'essentia.js RhythmExtractor2013, degara': seconds(
        () => essentia.RhythmExtractor2013(vector44, 208, 'degara'),
        1,
      ),
      'essentia.js PercivalBpmEstimator (tempo only)': seconds(
        () => essentia.PercivalBpmEstimator(vector, 1024, 2048, 128, 128, 210, 50, RATE_HZ),
        1,
      ),
    },
    realTime(SECONDS),
  );
  const keyExtractor = (profile) =>
    essentia.KeyExtractor(vector, true, 4096, 4096, 12, 3500, 60, 25, 0.2, profile, RATE_HZ);
  compare(
    'Key',
    oursSeconds('key', samples),
    {
      'essentia.js KeyExtractor, bgate': seconds(() => keyExtractor('bgate'), 2),
      'essentia.js KeyExtractor, edma': seconds(() => keyExtractor('edma'), 2),
    },
    realTime(SECONDS),
  );
}
