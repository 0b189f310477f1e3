import { KEY_PROFILES, type KeyProfileName } from '../../src/dsp/key-profiles.js';
import { estimateKey, type Scale, type Tonic, TONICS } from '../../src/dsp/key.js';
import { pitchClassProfile } from '../../src/dsp/pitch-class-profile.js';
import { MUSIC_RATE_HZ } from '../../src/music-tags/music-analyser.js';
import type { Label } from './labels.js';
import { type Score, ScoreTable } from './score-table.js';

/** The keys of the labelled clips: exact, and weighted as in MIREX (fifth 0.5, relative 0.3, parallel 0.2). */
export class KeyBench {
  private readonly keys = new ScoreTable('exact', 'MIREX');
  private readonly profiles = new ScoreTable('exact', 'MIREX');

  add(label: Label, samples: Float32Array, estimate: Estimate): void {
    if (label.key === null) return;
    this.keys.add(scoreKey(estimate, label.key), 'all', label.source, label.key.scale, ...bookOf(label));
    const { pitchClasses } = pitchClassProfile(samples, { sampleRateHz: MUSIC_RATE_HZ });
    for (const profile of [...Object.keys(KEY_PROFILES), 'corpora'] as (KeyProfileName | 'corpora')[]) {
      const [best] = estimateKey(pitchClasses, { profile });
      if (best !== undefined) this.profiles.add(scoreKey(best, label.key), profile);
    }
  }

  print(): void {
    console.log('Key');
    this.keys.print();
    console.log('Key by profile');
    this.profiles.print();
  }
}

interface Estimate {
  readonly tonic: Tonic | null;
  readonly scale: Scale | null;
}

function scoreKey(estimate: Estimate, label: NonNullable<Label['key']>): Score {
  if (estimate.tonic === null) return { strict: 0, tolerant: 0 };
  const interval = (TONICS.indexOf(estimate.tonic) - label.tonic + 12) % 12;
  const sameScale = estimate.scale === label.scale;
  if (sameScale && interval === 0) return { strict: 1, tolerant: 1 };
  if (sameScale && (interval === 5 || interval === 7)) return { strict: 0, tolerant: 0.5 };
  const relative = label.scale === 'major' ? 9 : 3;
  if (!sameScale && interval === relative) return { strict: 0, tolerant: 0.3 };
  return { strict: 0, tolerant: !sameScale && interval === 0 ? 0.2 : 0 };
}

/** The default profile was made from the Well-Tempered Clavier's first book, so the second one (BWV 870 on) is the fairer test. */
function bookOf({ file }: Label): string[] {
  const number = /bwv_(\d+)/.exec(file)?.[1];
  if (number === undefined) return [];
  return [Number(number) < 870 ? 'piano, book I' : 'piano, book II'];
}
