/** Everything that a program outside of this folder may want; README.md has the overview. */
export { DspArgumentError } from './arguments/dsp-argument-error.js';

export { type FramePadding, frameCount, type FramesOptions, visitFrames } from './fourier/frames.js';
export { FrameStream, type FrameStreamOptions, type FrameVisitor } from './fourier/frame-stream.js';
export { OverlapAdd } from './fourier/overlap-add.js';
export { RealFft } from './fourier/real-fft.js';
export { ShortTimeSpectrum } from './fourier/short-time-spectrum.js';
export { SpectralFrames, type SpectralFramesOptions } from './fourier/spectral-frames.js';
export { magnitudeSpectrogram, powerSpectrogram, type Spectrogram } from './fourier/spectrogram.js';
export { type ComplexSpectrogram, stft } from './fourier/stft.js';
export { windowFunction, type WindowName, type WindowOptions } from './fourier/window-functions.js';

export { amplitudeToDb, dbToAmplitude, dbToPower, type DecibelOptions, powerToDb } from './levels/decibels.js';
export { median, percentiles } from './levels/percentile.js';

export { type DeltaOptions, deltas } from './mel/deltas.js';
export { logMelSpectrogram, type LogMelSpectrogramOptions } from './mel/log-mel-spectrogram.js';
export { MelFilterBank, melFilterBank, type MelFilterBankOptions } from './mel/mel-filter-bank.js';
export { hzToMel, melFrequencies, type MelScale, melToHz } from './mel/mel-scale.js';
export { melSpectrogram, type MelSpectrogramOptions, MelStream, type MelStreamOptions } from './mel/mel-spectrogram.js';
export { mfcc, type MfccOptions } from './mel/mfcc.js';
export {
  WHISPER_RATE_HZ,
  type WhisperFeatures,
  whisperLogMel,
  type WhisperLogMelOptions,
} from './mel/whisper-log-mel.js';

export { constantQFrequencies, type ConstantQOptions } from './constant-q/constant-q-plan.js';
export { ConstantQ, constantQ, type ConstantQView } from './constant-q/constant-q.js';

export { chromaCqt, type ChromaCqtOptions } from './chroma/chroma-cqt.js';
export { chromaFilterBank, type ChromaFilterBankOptions } from './chroma/chroma-filter-bank.js';
export { chromaStft, type ChromaStftOptions } from './chroma/chroma-stft.js';
export { estimateTuning, type PitchTuningOptions } from './chroma/pitch-tuning.js';

export type { SpectralOptions } from './descriptors/magnitude-frames.js';
export { rootMeanSquare } from './descriptors/root-mean-square.js';
export type { SignalFrameOptions } from './descriptors/signal-frames.js';
export { spectralBandwidth, type SpectralBandwidthOptions, spectralCentroid } from './descriptors/spectral-centroid.js';
export { spectralContrast, type SpectralContrastOptions } from './descriptors/spectral-contrast.js';
export { spectralFlatness, type SpectralFlatnessOptions } from './descriptors/spectral-flatness.js';
export { spectralRolloff, type SpectralRolloffOptions } from './descriptors/spectral-rolloff.js';
export { zeroCrossingRate } from './descriptors/zero-crossing-rate.js';

export {
  type HarmonicPercussiveMasks,
  harmonicPercussiveMasks,
  type HarmonicPercussiveOptions,
} from './harmonic-percussive/harmonic-percussive-masks.js';
export { separateHarmonicPercussive, type SeparationOptions } from './harmonic-percussive/harmonic-percussive.js';

export { type BeatOptions, trackBeats } from './rhythm/beats.js';
export {
  type OnsetEnvelopes,
  OnsetStrength,
  onsetStrength,
  type OnsetStrengthOptions,
} from './rhythm/onset-strength.js';
export { analyseRhythm, type Rhythm, type RhythmOptions } from './rhythm/rhythm.js';
export { estimateTempo, type TempoCandidate, type TempoOptions } from './rhythm/tempo.js';
export { type Tempogram, tempogram, type TempogramOptions } from './rhythm/tempogram.js';

export { camelotCode, type Key, openKeyCode, shortKeyName, spelledKeyName } from './key/key-notation.js';
export { KEY_PROFILES, type KeyProfile, type KeyProfileName } from './key/key-profiles.js';
export { estimateKey, type KeyCandidate, type KeyOptions, type Scale, SCALES, type Tonic, TONICS } from './key/key.js';
export {
  type PitchClassProfile,
  pitchClassProfile,
  PitchClassProfileAnalyser,
  type PitchClassProfileOptions,
} from './key/pitch-class-profile.js';

export { resample, resampledLength, Resampler, type ResamplerOptions } from './resampling/resample.js';
