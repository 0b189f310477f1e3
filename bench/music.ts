/**
 * Measures tempo and key on the labelled clips of ../shared/audio/music, and the speed of the analysis on one thread.
 *
 *     npm run bench:music
 *
 * Accuracy 1: within 4 % of the labelled tempo. Accuracy 2: the same, or within 4 % of its 2-fold, 3-fold, half or third.
 */
import { existsSync } from 'node:fs';
import { estimateKey } from '../src/dsp/key/key.js';
import { onsetStrength } from '../src/dsp/rhythm/onset-strength.js';
import { pitchClassProfile } from '../src/dsp/key/pitch-class-profile.js';
import { analyseRhythm } from '../src/dsp/rhythm/rhythm.js';
import { MusicOptions } from '../src/music-tags/dto/music-options.dto.js';
import { MUSIC_RATE_HZ, MusicAnalyser } from '../src/music-tags/music-analyser.js';
import { decodeClip } from './music/decode-clip.js';
import { KeyBench } from './music/key.js';
import { MUSIC_FOLDER, readLabels } from './music/labels.js';
import { TempoBench } from './music/tempo.js';

/** Adds up the time of each stage. */
class Stages {
  private readonly milliseconds = new Map<string, number>();

  measure<T>(stage: string, work: () => T): T {
    const begin = performance.now();
    const result = work();
    this.milliseconds.set(stage, (this.milliseconds.get(stage) ?? 0) + performance.now() - begin);
    return result;
  }

  add(stage: string, milliseconds: number): void {
    this.milliseconds.set(stage, (this.milliseconds.get(stage) ?? 0) + milliseconds);
  }

  print(seconds: number): void {
    const total = [...this.milliseconds.values()].reduce((sum, value) => sum + value, 0);
    const row = (milliseconds: number): object => ({
      'share of the time': `${((100 * milliseconds) / total).toFixed(1)} %`,
      '× real time': Math.round((1000 * seconds) / milliseconds),
    });
    console.table(
      Object.fromEntries([...this.milliseconds, ['all', total] as const].map(([stage, value]) => [stage, row(value)])),
    );
  }
}

function analyse(samples: Float32Array): ReturnType<MusicAnalyser['finish']> {
  const analyser = new MusicAnalyser(new MusicOptions());
  analyser.push(samples);
  return analyser.finish();
}

/** The steps that the analyser takes, one by one. */
function timeStages(samples: Float32Array, stages: Stages): void {
  const rate = { sampleRateHz: MUSIC_RATE_HZ };
  const onsets = stages.measure('onset strength', () => onsetStrength(samples, rate));
  stages.measure('tempo and beats', () => analyseRhythm(onsets));
  const { pitchClasses } = stages.measure('pitch classes', () => pitchClassProfile(samples, rate));
  stages.measure('key', () => estimateKey(pitchClasses));
}

async function main(): Promise<void> {
  if (!existsSync(new URL('manifest.csv', MUSIC_FOLDER))) {
    console.error(`The labelled clips are not here (${MUSIC_FOLDER.pathname}); nothing was measured.`);
    process.exitCode = 1;
    return;
  }
  const labels = await readLabels();
  const tempo = new TempoBench();
  const key = new KeyBench();
  const stages = new Stages();
  let seconds = 0;
  for (const label of labels) {
    const begin = performance.now();
    const samples = await decodeClip(new URL(label.file, MUSIC_FOLDER));
    stages.add('decode and resample', performance.now() - begin);
    seconds += samples.length / MUSIC_RATE_HZ;
    timeStages(samples, stages);
    const music = analyse(samples);
    if (music.bpm !== undefined) tempo.add(label, samples, music.bpm.value, music.beats ?? []);
    if (music.key !== undefined) await key.add(label, samples, music.key);
  }
  tempo.print();
  await key.print();
  console.log(`Time for ${Math.round(seconds)} s of audio on one thread`);
  stages.print(seconds);
}

await main();
