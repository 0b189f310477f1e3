import { type Backgrounds } from '../../test/models/build/digits/backgrounds.js';
import { assembleString } from '../../test/models/build/digits/digit-strings.js';
import { noise } from '../../test/models/build/digits/alterations.js';
import { loudness } from '../../test/models/build/digits/clip.js';
import { type Speaker } from '../../test/models/build/digits/scene.js';
import { WINDOW_SECONDS } from '../../test/models/build/digits/vocabulary.js';
import { randomSource } from '../../src/training/index.js';
import { WHISPER_RATE_HZ } from '../../src/dsp/index.js';
import { type Recogniser } from './recognise.js';
import { score, type Scores, type StringResult } from './scores.js';

const STRINGS = 120;

export interface Measured {
  readonly what: string;
  readonly scores: Scores;
}

/** Every clip of a speaker alone, between pauses and without anything before and behind it, and strings of one to eight of them. */
export async function measureSpeaker(recogniser: Recogniser, name: string, speaker: Speaker): Promise<Measured[]> {
  const strings = Array.from({ length: STRINGS }, (_, index) =>
    assembleString(speaker, `${name} ${index}`, { words: [1, 8], longestSeconds: WINDOW_SECONDS }),
  );
  const singles = speaker.flatMap((takes, digit) =>
    takes.map((clip, index) =>
      assembleString(
        Array.from(speaker, () => [clip]),
        `${name} ${digit} ${index}`,
        { words: [1, 1] },
      ),
    ),
  );
  const bare = speaker.flatMap((takes, digit) =>
    takes.map(({ samples }) => ({ samples, words: [{ digit, start: 0, end: samples.length / WHISPER_RATE_HZ }] })),
  );
  const run = async (scenes: typeof strings): Promise<Scores> => {
    const results: StringResult[] = [];
    for (const { samples, words } of scenes) {
      results.push({ truth: words, recognised: await recogniser.recognise(samples) });
    }
    return score(results);
  };
  return [
    { what: 'single digits', scores: await run(singles) },
    { what: 'single digits, bare', scores: await run(bare) },
    { what: 'strings of 1 to 8 digits', scores: await run(strings) },
  ];
}

export interface Invention {
  readonly what: string;
  readonly windows: number;
  readonly inventedWords: number;
  readonly windowsWithWords: number;
  /** Null where the recogniser does not tell. */
  readonly meanNoSpeechProbability: number | null;
}

/** What is invented where nobody says a digit. */
export async function measureInventions(recogniser: Recogniser, { speech, music }: Backgrounds): Promise<Invention[]> {
  const length = 6 * WHISPER_RATE_HZ;
  const noises = Array.from({ length: 20 }, (_, index) => {
    const samples = noise(length, randomSource('bench noise', index));
    const gain = 10 ** (-1 - index / 10) / loudness(samples);
    return samples.map((sample) => sample * gain);
  });
  const kinds = { silence: [new Float32Array(length)], noise: noises, music, 'other speech': speech };
  const inventions: Invention[] = [];
  for (const [what, windows] of Object.entries(kinds)) {
    let [inventedWords, windowsWithWords] = [0, 0];
    const probabilities: number[] = [];
    for (const samples of windows) {
      const { words, noSpeechProbability } = await recogniser.recognise(samples);
      inventedWords += words.length;
      windowsWithWords += Number(words.length > 0);
      if (noSpeechProbability !== undefined) probabilities.push(noSpeechProbability);
    }
    inventions.push({
      what,
      windows: windows.length,
      inventedWords,
      windowsWithWords,
      meanNoSpeechProbability: mean(probabilities),
    });
  }
  return inventions;
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
