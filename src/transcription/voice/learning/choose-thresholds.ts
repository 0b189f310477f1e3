import { type CompiledGraph, randomSource } from '../../../training/index.js';
import { SpeechScorer } from '../detector/speech-scorer.js';
import type { SpeechThresholds } from '../speech-gate.js';
import type { Clip } from './corpus/read-clips.js';
import { between } from './random-choices.js';
import { CONDITIONS, recordedAs } from './scenes/conditions.js';
import type { SoundPool } from './scenes/sound-pool.js';
import { speechLabels } from './scenes/speech-labels.js';
import { word } from './scenes/word.js';

/** Clips of one speaker; more would let one voice decide. */
const MOST_CLIPS = 100;
/** Share of recordings of speech, in all conditions together, that may look as if nobody spoke. */
const MISSED_SHARE = 0.002;
/** Nobody need be surer than this that somebody speaks, whatever the recordings that choose would allow: other voices are stranger. */
const HIGHEST = 0.6;
const HIGHEST_OF_WORD = 0.2;
/** This is not to be told from certainty. */
const LOWEST = 0.01;
/** A whole word is no shorter, seconds. */
const SHORTEST_WORD = 0.3;
const LONGEST_WORD = 0.75;

/**
 * The probabilities below which nobody speaks: so low that of recordings of speakers who were not learned from nearly none is missed, whether
 * over the telephone, in noise, in front of music, clipped, faint or whispered; for clips of them as short as a word apart.
 * @param pool of the part `validation`
 */
export async function chooseThresholds(graph: CompiledGraph, pool: SoundPool, seed: number): Promise<SpeechThresholds> {
  const music = [...pool.songs, ...pool.instruments].flat();
  const clips = [...new Set(pool.speakers)].flatMap((each) => each.slice(0, MOST_CLIPS));
  const words = clips.map((clip, index) => wordOf(clip, index, seed));
  const threshold = Math.min(HIGHEST, missed(await peaksOf(graph, clips, music)));
  const ofWord = Math.min(HIGHEST_OF_WORD, threshold, missed(await peaksOf(graph, words, music)));
  return { threshold: rounded(threshold), thresholdOfWord: rounded(ofWord) };
}

function wordOf({ file, group, samples }: Clip, index: number, seed: number): Clip {
  const random = randomSource('word', seed, index);
  const [part] = word(samples, speechLabels(samples), between(random, SHORTEST_WORD, LONGEST_WORD), random);
  return { file: `${file} word`, group, samples: part };
}

/** How sure the network is, at most, of each recording, in ascending order. */
async function peaksOf(graph: CompiledGraph, clips: readonly Clip[], music: readonly Clip[]): Promise<number[]> {
  const peaks: number[] = [];
  for (const condition of Object.keys(CONDITIONS)) {
    for (const clip of clips) {
      const scorer = new SpeechScorer(graph);
      const scores = [...(await scorer.push(recordedAs(condition, clip, music))), ...(await scorer.flush())];
      peaks.push(scores.reduce((most, score) => Math.max(most, score), 0));
    }
  }
  return peaks.sort((a, b) => a - b);
}

const missed = (peaks: readonly number[]): number => peaks[Math.floor(MISSED_SHARE * peaks.length)];
const rounded = (threshold: number): number => Math.floor(Math.max(LOWEST, threshold) * 1000) / 1000;
