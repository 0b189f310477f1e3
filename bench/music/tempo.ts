import { MUSIC_RATE_HZ } from '../../src/music-tags/music-analyser.js';
import { beatScore } from './beat-score.js';
import type { Label } from './labels.js';
import { ScoreTable } from './score-table.js';
import { scoreTempo } from './tempo-score.js';

/** Clips whose beats lie on `k · 60 / bpm` seconds: loops are cut on the beat, and mixes rendered at an exact tempo from time 0. */
const SOURCES_ON_A_GRID = ['loops', 'mixes'];
/** Samples below this peak are silence. */
const SILENCE = 0.02;

/** Tempi of the labelled clips, and beats of those whose beats follow from the label. */
export class TempoBench {
  private readonly tempi = new ScoreTable('accuracy 1', 'accuracy 2');
  private readonly beats = new ScoreTable('F', 'F at half, same or twice the tempo');

  add({ bpm: label, source }: Label, samples: Float32Array, bpm: number | null, beats: readonly number[]): void {
    if (label === null) return;
    this.tempi.add(scoreTempo(bpm, label), 'all', source);
    if (!SOURCES_ON_A_GRID.includes(source)) return;
    const [first, last] = soundOf(samples);
    this.beats.add(beatScore(beats, label, first, last), 'all', source);
  }

  print(): void {
    console.log('Tempo');
    this.tempi.print();
    console.log('Beats, ±70 ms');
    this.beats.print();
  }
}

/** Seconds of the first and the last sample that is not silence. */
function soundOf(samples: Float32Array): [number, number] {
  const isSound = (value: number): boolean => Math.abs(value) > SILENCE;
  return [samples.findIndex(isSound) / MUSIC_RATE_HZ, samples.findLastIndex(isSound) / MUSIC_RATE_HZ];
}
