import { type RandomSource } from '../../../../src/training/index.js';
import { between, chance, integerBetween } from './random-choices.js';
import { type SpokenDigit } from './scene.js';

const FRAMES_A_SECOND = 100;
/** What Whisper's log-mel spans: quieter is silence. */
const SPAN = 2;
const MOST_WORDS = 2;
/** Most of the pause around the words that is kept, s. */
const MARGIN = 0.3;
/** Part of the words of which nothing around them is kept. */
const CUT_SHARE = 0.4;
/** Shortest part of a scene without digits, s. */
const SHORTEST = 0.4;

/** What is heard, and said, in a window. */
export interface Heard {
  /** Log-mel, band after band. */
  readonly features: Float32Array;
  readonly words: readonly SpokenDigit[];
}

/**
 * A part of a scene at the beginning of a window of the same length, with silence behind: one or two words where there are words. Lone words are as frequent in
 * life as long strings and harder, and speech that silence follows is not always of digits.
 */
export function excerptScene(scene: Heard, bands: number, random: RandomSource): Heard & { readonly least: number } {
  const { features } = scene;
  const frames = features.length / bands;
  const { begin, end, words } = choosePart(scene.words, frames / FRAMES_A_SECOND, random);
  const [from, until] = [begin, end].map((second) => Math.min(frames, Math.round(second * FRAMES_A_SECOND)));
  const rows = Array.from({ length: bands }, (_, band) =>
    features.subarray(band * frames + from, band * frames + until),
  );
  const loudest = Math.max(...rows.map((row) => row.reduce((most, value) => Math.max(most, value), -SPAN)));
  const least = loudest - SPAN;
  const output = new Float32Array(features.length).fill(least);
  for (const [band, row] of rows.entries())
    output.set(
      row.map((value) => Math.max(least, value)),
      band * frames,
    );
  const moved = words.map(({ digit, start, end: stop }) => ({
    digit,
    start: Math.max(0, start - begin),
    end: stop - begin,
  }));
  return { features: output, words: moved, least };
}

interface Part {
  readonly begin: number;
  readonly end: number;
  readonly words: readonly SpokenDigit[];
}

function choosePart(words: readonly SpokenDigit[], seconds: number, random: RandomSource): Part {
  if (words.length === 0) {
    const length = between(random, SHORTEST, seconds);
    const begin = between(random, 0, seconds - length);
    return { begin, end: begin + length, words };
  }
  const first = integerBetween(random, 0, words.length - 1);
  const last = Math.min(words.length - 1, first + integerBetween(random, 0, MOST_WORDS - 1));
  const before = first === 0 ? 0 : words[first - 1].end;
  const after = last === words.length - 1 ? seconds : words[last + 1].start;
  return {
    begin: Math.max(words[first].start - margin(random), before),
    end: Math.min(words[last].end + margin(random), after),
    words: words.slice(first, last + 1),
  };
}

/** Recordings are often cut where the voice begins and ends. */
const margin = (random: RandomSource): number => (chance(random, CUT_SHARE) ? 0 : between(random, 0.02, MARGIN));
