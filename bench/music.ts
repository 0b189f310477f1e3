/**
 * Measures tempo and key on the labelled clips of ../shared/audio/music, and the speed of the analysis on one thread.
 *
 *     npm run bench:music
 *
 * Accuracy 1: within 4 % of the labelled tempo. Accuracy 2: the same, or within 4 % of its 2-fold, 3-fold, half or third.
 */
import { existsSync } from 'node:fs';
import { trackBeats } from '../src/dsp/beats.js';
import { estimateKey } from '../src/dsp/key.js';
import { aboveMovingMean } from '../src/dsp/moving-mean.js';
import { onsetStrength } from '../src/dsp/onset-strength.js';
import { pitchClassProfile } from '../src/dsp/pitch-class-profile.js';
import { estimateTempo } from '../src/dsp/tempo.js';
import { tempogram } from '../src/dsp/tempogram.js';
import { MusicOptions } from '../src/music-tags/dto/music-options.dto.js';
import { MUSIC_RATE_HZ, MusicAnalyser } from '../src/music-tags/music-analyser.js';
import { decodeClip } from './music/decode-clip.js';
import { KeyBench } from './music/key.js';
import { MUSIC_FOLDER, readLabels } from './music/labels.js';
import { type Score, ScoreTable } from './music/score-table.js';

const TEMPO_TOLERANCE = 0.04;
const TEMPO_FACTORS = [1, 2, 3, 1 / 2, 1 / 3];

function scoreTempo(estimate: number | null, label: number): Score {
  const fits = (factor: number): boolean =>
    estimate !== null && Math.abs(estimate - label * factor) <= TEMPO_TOLERANCE * label * factor;
  return { strict: Number(fits(1)), tolerant: Number(TEMPO_FACTORS.some(fits)) };
}

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
  const { envelope, frameRateHz } = stages.measure('onset strength', () => onsetStrength(samples, rate));
  const [tempo] = stages.measure('tempogram and tempo', () => {
    const emphasised = aboveMovingMean(envelope, Math.round(frameRateHz));
    return estimateTempo(tempogram(emphasised, { frameRateHz }));
  });
  if (tempo !== undefined) stages.measure('beats', () => trackBeats(envelope, { frameRateHz, bpm: tempo.bpm }));
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
  const tempo = new ScoreTable('accuracy 1', 'accuracy 2');
  const key = new KeyBench();
  const stages = new Stages();
  let seconds = 0;
  for (const [index, label] of labels.entries()) {
    const begin = performance.now();
    const samples = await decodeClip(new URL(label.file, MUSIC_FOLDER));
    stages.add('decode and resample', performance.now() - begin);
    seconds += samples.length / MUSIC_RATE_HZ;
    timeStages(samples, stages);
    const music = analyse(samples);
    if (label.bpm !== null && music.bpm !== undefined) {
      const half = index % 2 === 0 ? 'even clips' : 'odd clips';
      tempo.add(scoreTempo(music.bpm.value, label.bpm), 'all', label.source, half);
    }
    if (music.key !== undefined) key.add(label, samples, music.key);
  }
  console.log('Tempo');
  tempo.print();
  key.print();
  console.log(`Time for ${Math.round(seconds)} s of audio on one thread`);
  stages.print(seconds);
}

await main();
