import { metricalEvidence } from '../../src/dsp/rhythm/metrical-evidence.js';
import { METRICAL_RATIOS, metricalFeatures } from '../../src/dsp/rhythm/metrical-features.js';
import { aboveMovingMean } from '../../src/dsp/rhythm/moving-mean.js';
import { onsetStrength } from '../../src/dsp/rhythm/onset-strength.js';
import { estimateTempo } from '../../src/dsp/rhythm/tempo.js';
import { tempogram } from '../../src/dsp/rhythm/tempogram.js';
import { MUSIC_RATE_HZ } from '../../src/music-tags/music-analyser.js';
import type { Label } from '../music/labels.js';
import type { Choice } from './conditional-logit.js';

/** A clip as the model sees it. */
export interface Example extends Choice {
  readonly kind: string;
  /** What a clip shares with others that must not be on the other side of a split: the piece, the family of loops, the instrument. */
  readonly group: string;
  readonly bpm: number;
  readonly tempi: readonly number[];
}

const TOLERANCE = 0.04;
/** Phrases are many, and the shortest and least like music of all: together they count as much as 28 clips, the recorded grooves as 8. */
const WEIGHTS: Readonly<Record<string, number>> = { phrases: 0.05, grooves: 0.3 };

/** What the model would choose among for a clip; undefined when no pulse is heard. */
export function exampleOf({ file, source }: Label, bpm: number, samples: Float32Array): Example | undefined {
  const onsets = onsetStrength(samples, { sampleRateHz: MUSIC_RATE_HZ });
  const { envelope, frameRateHz } = onsets;
  const inTime = tempogram(aboveMovingMean(envelope, Math.round(frameRateHz)), { frameRateHz });
  const pulses = estimateTempo(inTime);
  if (pulses.length === 0) return undefined;
  const evidence = metricalEvidence(onsets, inTime, pulses[0].bpm);
  const tempi = METRICAL_RATIOS.map((ratio) => ratio * evidence.pulseBpm);
  const kind = kindOf(file, source);
  return {
    kind,
    group: groupOf(file, source),
    bpm,
    tempi,
    alternatives: METRICAL_RATIOS.map((ratio) => metricalFeatures(ratio, evidence)),
    right: tempi.map((tempo) => Math.abs(tempo / bpm - 1) <= TOLERANCE),
    weight: WEIGHTS[kind] ?? 1,
  };
}

function kindOf(file: string, source: string): string {
  if (source !== 'instruments') return source;
  return file.includes('karoryfer') ? 'grooves' : 'phrases';
}

function groupOf(file: string, source: string): string {
  const [, folder] = file.split('/');
  switch (source) {
    case 'loops':
      return /^[a-z]+/.exec(folder)?.[0] ?? folder;
    case 'piano_performance':
      return /bwv_\d+/.exec(folder)?.[0] ?? folder;
    case 'instruments':
      return file.includes('karoryfer') ? 'karoryfer' : folder;
    default:
      return file;
  }
}
