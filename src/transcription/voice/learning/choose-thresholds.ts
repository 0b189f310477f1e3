import { WHISPER_RATE_HZ } from '../../../dsp/mel/whisper-log-mel.js';
import { type CompiledGraph, randomSource } from '../../../training/index.js';
import { SpeechScorer } from '../detector/speech-scorer.js';
import type { SpeechThresholds } from '../speech-gate.js';
import type { Clip } from './corpus/read-clips.js';
import { between } from './random-choices.js';
import { loudness } from './scenes/alterations.js';
import { CONDITIONS, recordedAs } from './scenes/conditions.js';
import type { SoundPool } from './scenes/sound-pool.js';

/** Clips of one speaker; more would let one voice decide. */
const MOST_CLIPS = 100;
/** Share of recordings of speech, in all conditions together, that do not count: some clips hold hardly any voice. */
const LEFT_OUT = 0.002;
/** So far below the least sure of the others the threshold lies: other voices are stranger than these … */
const MARGIN = 0.5;
/** … and the more so the less there is to hear. */
const MARGIN_OF_WORD = 0.05;
/** This is not to be told from certainty. */
const LOWEST = 0.001;
/** What is shorter is a word, seconds: see `SpeechGate`. */
const SHORTEST_SENTENCE = 0.8;
/** A whole word is no shorter, seconds. */
const SHORTEST_WORD = 0.3;
const LONGEST_WORD = 0.75;
/** Parts of a clip of which the loudest is taken for a word: others are breaths and pauses. */
const TRIES = 6;

/**
 * The probabilities below which nobody speaks: so low that of recordings of speakers who were not learned from none is missed by far, whether
 * over the telephone, in noise, in front of music, clipped, faint or whispered; and apart of them for parts as short as a word.
 * @param pool of the part `validation`
 */
export async function chooseThresholds(graph: CompiledGraph, pool: SoundPool, seed: number): Promise<SpeechThresholds> {
  const music = [...pool.songs, ...pool.instruments].flat();
  const clips = [...new Set(pool.speakers)].flatMap((each) => each.slice(0, MOST_CLIPS));
  const words = clips.map((clip, index) => wordOf(clip, index, seed));
  const sentences = clips.filter(({ samples }) => samples.length >= SHORTEST_SENTENCE * WHISPER_RATE_HZ);
  return {
    threshold: rounded(MARGIN * (await leastSure(graph, sentences, music))),
    thresholdOfWord: rounded(MARGIN_OF_WORD * (await leastSure(graph, words, music))),
  };
}

function wordOf({ file, group, samples }: Clip, index: number, seed: number): Clip {
  const random = randomSource('word', seed, index);
  const length = Math.round(between(random, SHORTEST_WORD, LONGEST_WORD) * WHISPER_RATE_HZ);
  const parts = Array.from({ length: TRIES }, () => {
    const start = Math.floor(random() * Math.max(1, samples.length - length));
    return samples.subarray(start, start + length);
  });
  return { file: `${file} word`, group, samples: parts.sort((a, b) => loudness(b) - loudness(a))[0] };
}

/** How sure the network is, at most, of the recording of which it is least sure, a few left out. */
async function leastSure(graph: CompiledGraph, clips: readonly Clip[], music: readonly Clip[]): Promise<number> {
  const peaks: number[] = [];
  for (const condition of Object.keys(CONDITIONS)) {
    for (const clip of clips) {
      const scorer = new SpeechScorer(graph);
      const scores = [...(await scorer.push(recordedAs(condition, clip, music))), ...(await scorer.flush())];
      peaks.push(scores.reduce((most, score) => Math.max(most, score), 0));
    }
  }
  peaks.sort((a, b) => a - b);
  return peaks[Math.floor(LEFT_OUT * peaks.length)];
}

const rounded = (threshold: number): number => Math.floor(Math.max(LOWEST, threshold) * 1000) / 1000;
