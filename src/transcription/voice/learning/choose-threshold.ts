import { randomSource, type CompiledGraph } from '../../../training/index.js';
import { SpeechScorer } from '../detector/speech-scorer.js';
import { makeSpeechScene } from './scenes/scene.js';
import type { SoundPool } from './scenes/sound-pool.js';

const SCENES = 400;
/** Share of scenes with somebody speaking that may look as if nobody did: among them are single words in noise as loud as they are. */
const MISSED_SHARE = 0.005;
/** Nobody is surer than this that nobody speaks, or music would pass for no gain … */
const HIGHEST = 0.3;
/** … and this is not to be told from certainty. */
const LOWEST = 0.01;

/**
 * The probability below which nobody speaks: so low that of scenes of speakers who were not learned from nearly none is missed, in noise and music as loud as they are,
 * over the telephone, clipped or whispered.
 * @param pool of the part `validation`
 */
export async function chooseThreshold(graph: CompiledGraph, pool: SoundPool, seed: number): Promise<number> {
  const highest: number[] = [];
  for (let index = 0; index < SCENES; index++) {
    const { samples } = makeSpeechScene(pool, randomSource('threshold', seed, index));
    const scorer = new SpeechScorer(graph);
    const scores = [...(await scorer.push(samples)), ...(await scorer.flush())];
    highest.push(scores.reduce((most, score) => Math.max(most, score), 0));
  }
  highest.sort((a, b) => a - b);
  const threshold = Math.min(HIGHEST, Math.max(LOWEST, highest[Math.floor(MISSED_SHARE * SCENES)]));
  return Math.floor(threshold * 1000) / 1000;
}
