import { visitFrames } from '../../src/dsp/fourier/frames.js';
import { logMelSpectrogram } from '../../src/dsp/mel/log-mel-spectrogram.js';
import { melFilterBank } from '../../src/dsp/mel/mel-filter-bank.js';
import { melSpectrogram } from '../../src/dsp/mel/mel-spectrogram.js';
import { mfcc } from '../../src/dsp/mel/mfcc.js';
import { scaledLogarithm } from '../../src/dsp/levels/scaled-logarithm.js';
import { SpectralFrames } from '../../src/dsp/fourier/spectral-frames.js';
import { stft } from '../../src/dsp/fourier/stft.js';
import { WHISPER_RATE_HZ, whisperLogMel } from '../../src/dsp/mel/whisper-log-mel.js';
import { type Measure, type Workload } from './workload.js';

const RATE_HZ = 22_050;
const MUSIC = { sampleRateHz: RATE_HZ, fftLength: 2_048, hopLength: 512, bands: 128 };
const SPEECH = { sampleRateHz: WHISPER_RATE_HZ, fftLength: 400, hopLength: 160, bands: 80 };

/** Cut, window, transform and square every frame; then weigh as many spectra by the bank. */
function melStages(samples: Float32Array, options: typeof MUSIC, measure: Measure): Float32Array {
  const spectra = new SpectralFrames(options);
  const frames = spectra.count(samples, options.bands);
  const power = new Float32Array(spectra.bins);
  measure('window, FFT, power', () =>
    visitFrames(samples, spectra.framing, (values, start) => spectra.power(values, start, power)),
  );
  const bank = melFilterBank(options);
  const mel = new Float32Array(frames * options.bands);
  measure('mel bank', () => {
    for (let frame = 0; frame < frames; frame++) bank.apply(power, mel, frame * options.bands);
  });
  return mel;
}

export const SPECTRAL_WORKLOADS: readonly Workload[] = [
  {
    name: 'STFT 2048/512',
    sampleRateHz: RATE_HZ,
    run: (samples) => stft(samples, MUSIC),
  },
  {
    name: 'mel 2048/512/128',
    sampleRateHz: RATE_HZ,
    target: 900,
    run: (samples) => melSpectrogram(samples, MUSIC),
    stages: (samples, measure) => melStages(samples, MUSIC, measure),
  },
  {
    name: 'log-mel 2048/512/128',
    sampleRateHz: RATE_HZ,
    run: (samples) => logMelSpectrogram(samples, MUSIC),
    stages: (samples, measure) => {
      const mel = melStages(samples, MUSIC, measure);
      measure('logarithm', () => scaledLogarithm(mel, 1e-10, 10));
    },
  },
  {
    name: 'Whisper 400/160/80',
    sampleRateHz: WHISPER_RATE_HZ,
    target: 1_800,
    run: (samples) => whisperLogMel(samples),
    stages: (samples, measure) => {
      const mel = melStages(samples, SPEECH, measure);
      measure('logarithm', () => scaledLogarithm(mel, 1e-10));
    },
  },
  {
    name: 'MFCC 20',
    sampleRateHz: RATE_HZ,
    run: (samples) => mfcc(samples, { sampleRateHz: RATE_HZ }),
  },
];
