import { type CompiledGraph, randomSource } from '../../../training/index.js';
import { WINDOW_FRAMES } from '../detector/detector-network.js';
import { chooseThresholds } from './choose-thresholds.js';
import type { Clip } from './corpus/read-clips.js';
import type { SoundPool } from './scenes/sound-pool.js';

const random = randomSource('thresholds');
const clip = (group: string): Clip => ({
  file: group,
  group,
  samples: Float32Array.from({ length: 14_000 }, () => random() - 0.5),
});
const POOL: SoundPool = {
  speakers: [[clip('a')]],
  instruments: [[clip('music')]],
  animals: [],
  songs: [],
  noises: [],
};

/** Always so sure that somebody speaks. */
const sure = (score: number): CompiledGraph =>
  ({
    run: () => Promise.resolve({ speech: { data: new Float32Array(WINDOW_FRAMES / 2).fill(score), shape: [] } }),
  }) as unknown as CompiledGraph;

describe('chooseThresholds', () => {
  it('stays below the least sure of all recordings, and far below it for words', async () => {
    expect(await chooseThresholds(sure(0.8), POOL, 1)).toEqual({ threshold: 0.4, thresholdOfWord: 0.04 });
  });

  it('is never certain', async () => {
    expect(await chooseThresholds(sure(0), POOL, 1)).toEqual({ threshold: 0.001, thresholdOfWord: 0.001 });
  });
});
