import { KEY_PROFILES, type KeyProfileName } from '../../src/dsp/key/key-profiles.js';
import { estimateKey, type KeyCandidate, type Scale, type Tonic, TONICS } from '../../src/dsp/key/key.js';
import { type PitchClassProfile, pitchClassProfile } from '../../src/dsp/key/pitch-class-profile.js';
import { MUSIC_RATE_HZ } from '../../src/music-tags/music-analyser.js';
import { alterations } from './alterations.js';
import { ConfidenceTable } from './confidence-table.js';
import { decodeClip } from './decode-clip.js';
import { type Label, MUSIC_FOLDER } from './labels.js';
import { notMusic } from './not-music.js';
import { type Score, ScoreTable } from './score-table.js';

const DRUMS = new URL('loops/break01_168_bpm.mp3', MUSIC_FOLDER);
const SOURCES: Readonly<Record<string, string>> = { mixes: 'folk tunes, rendered', piano_performance: 'solo piano' };

/** The keys of the labelled clips: exact, and weighted as in MIREX (fifth 0.5, relative 0.3, parallel 0.2). */
export class KeyBench {
  private readonly keys = new ScoreTable('exact', 'MIREX');
  private readonly profiles = new ScoreTable('exact', 'MIREX');
  private readonly altered = new ScoreTable('exact', 'MIREX');
  private readonly confidences = new ConfidenceTable();
  private drums?: Promise<Float32Array>;

  async add(label: Label, samples: Float32Array, estimate: Estimate): Promise<void> {
    if (label.key === null) return;
    const score = scoreKey(estimate, label.key);
    const { scale } = label.key;
    const source = SOURCES[label.source] ?? label.source;
    this.keys.add(score, 'all', source, scale, `${source}, ${scale}`, ...bookOf(label));
    this.confidences.addMusic(estimate.confidence, score.strict === 1);
    this.compareProfiles(pitchClassProfile(samples, { sampleRateHz: MUSIC_RATE_HZ }), label.key);
    this.drums ??= decodeClip(DRUMS);
    for (const [name, alter] of Object.entries(alterations(await this.drums))) {
      this.altered.add(scoreKey(keyOf(alter(samples)), label.key), name);
    }
  }

  async print(): Promise<void> {
    console.log('Key');
    this.keys.print();
    console.log('Key by profile');
    this.profiles.print();
    console.log('Key of altered clips; where none was found, it counts as wrong');
    this.altered.print();
    for await (const { group, samples } of notMusic(MUSIC_RATE_HZ)) {
      this.confidences.addOther(group, keyOf(samples).confidence);
    }
    this.confidences.print();
  }

  private compareProfiles({ pitchClasses }: PitchClassProfile, label: NonNullable<Label['key']>): void {
    for (const profile of [...Object.keys(KEY_PROFILES), 'corpora'] as (KeyProfileName | 'corpora')[]) {
      const [best] = estimateKey(pitchClasses, { profile });
      if (best !== undefined) this.profiles.add(scoreKey(best, label), profile);
    }
  }
}

interface Estimate {
  readonly tonic: Tonic | null;
  readonly scale: Scale | null;
  readonly confidence: number;
}

function keyOf(samples: Float32Array): Estimate {
  const { pitchClasses, clarity, seconds } = pitchClassProfile(samples, { sampleRateHz: MUSIC_RATE_HZ });
  const best: KeyCandidate | undefined = estimateKey(pitchClasses, { clarity, seconds })[0];
  return { tonic: best?.tonic ?? null, scale: best?.scale ?? null, confidence: best?.weight ?? 0 };
}

function scoreKey(estimate: Pick<Estimate, 'tonic' | 'scale'>, label: NonNullable<Label['key']>): Score {
  if (estimate.tonic === null) return { strict: 0, tolerant: 0 };
  const interval = (TONICS.indexOf(estimate.tonic) - label.tonic + 12) % 12;
  const sameScale = estimate.scale === label.scale;
  if (sameScale && interval === 0) return { strict: 1, tolerant: 1 };
  if (sameScale && (interval === 5 || interval === 7)) return { strict: 0, tolerant: 0.5 };
  const relative = label.scale === 'major' ? 9 : 3;
  if (!sameScale && interval === relative) return { strict: 0, tolerant: 0.3 };
  return { strict: 0, tolerant: !sameScale && interval === 0 ? 0.2 : 0 };
}

/** The profile `noland` was made from the Well-Tempered Clavier's first book, so the second one (BWV 870 on) is the fairer test of it. */
function bookOf({ file }: Label): string[] {
  const number = /bwv_(\d+)/.exec(file)?.[1];
  if (number === undefined) return [];
  return [Number(number) < 870 ? 'piano, book I' : 'piano, book II'];
}
