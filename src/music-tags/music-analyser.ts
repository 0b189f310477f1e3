import { estimateKey, type KeyCandidate } from '../dsp/key/key.js';
import { camelotCode, openKeyCode, spelledKeyName } from '../dsp/key/key-notation.js';
import { OnsetStrength } from '../dsp/rhythm/onset-strength.js';
import { PitchClassProfileAnalyser } from '../dsp/key/pitch-class-profile.js';
import { analyseRhythm } from '../dsp/rhythm/rhythm.js';
import { type TempoCandidate } from '../dsp/rhythm/tempo.js';
import type { MusicOptions } from './dto/music-options.dto.js';
import type { BpmResult, KeyResult, MusicResult } from './dto/music-result.dto.js';

/** Rate of the samples that the analyser takes, Hz: everything musical about tempo and key lies below its half. */
export const MUSIC_RATE_HZ = 22_050;
/** Shorter audio has neither a tempo nor a key. */
const SHORTEST_SECONDS = 1;
const KEY_CANDIDATES = 8;
const NO_KEY = { tonic: null, scale: null, name: null, camelot: null, openKey: null, weight: 0 };

/**
 * Listens to a recording block by block and tells its tempo, beats and key at the end. Memory grows by 929 bytes a second of audio.
 * Silence, noise and less than a second of audio give no tempo (`null`), no beats and no key (`null`), with confidence 0; most speech, animals and
 * drums give no key either.
 */
export class MusicAnalyser {
  private readonly onsets?: OnsetStrength;
  private readonly pitches?: PitchClassProfileAnalyser;
  private samples = 0;

  constructor(private readonly options: MusicOptions) {
    if (options.bpm || options.beats) this.onsets = new OnsetStrength({ sampleRateHz: MUSIC_RATE_HZ });
    if (options.key) this.pitches = new PitchClassProfileAnalyser({ sampleRateHz: MUSIC_RATE_HZ });
  }

  /** @param samples one channel of finite samples at {@link MUSIC_RATE_HZ} */
  push(samples: Float32Array): void {
    this.samples += samples.length;
    this.onsets?.push(samples);
    this.pitches?.push(samples);
  }

  finish(): MusicResult {
    return { ...this.rhythm(), ...(this.pitches && { key: this.key(this.pitches) }) };
  }

  private get seconds(): number {
    return this.samples / MUSIC_RATE_HZ;
  }

  private rhythm(): Pick<MusicResult, 'bpm' | 'beats'> {
    if (this.onsets === undefined) return {};
    const onsets = this.onsets.finish();
    const isLongEnough = this.seconds >= SHORTEST_SECONDS;
    const { tempi, beats } = isLongEnough ? analyseRhythm(onsets, this.options) : { tempi: [], beats: [] };
    return {
      ...(this.options.bpm && { bpm: toBpmResult(tempi) }),
      ...(this.options.beats && {
        beats: beats.filter((second) => second <= this.seconds).map((second) => rounded(second, 3)),
      }),
    };
  }

  private key(pitches: PitchClassProfileAnalyser): KeyResult {
    const { pitchClasses, clarity, seconds } = pitches.finish();
    const candidates = this.seconds < SHORTEST_SECONDS ? [] : estimateKey(pitchClasses, { clarity, seconds });
    return toKeyResult(candidates.slice(0, KEY_CANDIDATES));
  }
}

function toKeyResult(candidates: readonly KeyCandidate[]): KeyResult {
  const named = candidates.map(({ tonic, scale, weight }) => {
    const key = { tonic, scale };
    return {
      ...key,
      name: spelledKeyName(key),
      camelot: camelotCode(key),
      openKey: openKeyCode(key),
      weight: rounded(weight, 4),
    };
  });
  const { weight, ...best } = named[0] ?? NO_KEY;
  return { ...best, confidence: weight, candidates: named };
}

function toBpmResult(candidates: readonly TempoCandidate[]): BpmResult {
  const rounding = candidates.map(({ bpm, weight }) => ({ value: rounded(bpm, 2), weight: rounded(weight, 4) }));
  return { value: rounding[0]?.value ?? null, confidence: rounding[0]?.weight ?? 0, candidates: rounding };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
