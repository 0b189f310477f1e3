import type { HeardChunk } from '../../inference/whisper/hear-chunk.js';
import type { HeardSegment } from '../../inference/whisper/words/time-segments.js';

/** A word that ends this close to where a window was cut may be half a word, seconds. */
const EDGE_SECONDS = 0.3;
/** Each window brings the listener forward by at least this part of it. */
const LEAST_ADVANCE = 0.1;
/** Less voice than this behind the last timestamp is the rest of a word, seconds. */
const LEAST_VOICE_SECONDS = 0.3;

export interface WindowEdge {
  /** Length of the window. */
  readonly seconds: number;
  readonly endsInPause: boolean;
  /** Seconds of voice from a place in the window to its end. */
  readonly voiceAfter: (seconds: number) => number;
}

export interface SettledWindow {
  readonly segments: readonly HeardSegment[];
  /** Where to go on, seconds from the beginning of the window. */
  readonly goOnAt: number;
}

/**
 * What is kept of a window, and where the next one begins. A window that ends in a pause is done with, unless the decoder stopped before its end.
 * One that was cut where speech goes on is followed by one from the last timestamp (Radford et al., 2022, section 3.8) or, where the decoder gave none, from
 * the word at the cut, which is heard again as a whole.
 */
export function settleWindow({ segments, continuesAt }: HeardChunk, edge: WindowEdge): SettledWindow {
  const { seconds, endsInPause, voiceAfter } = edge;
  const least = LEAST_ADVANCE * seconds;
  const isAdvance = (place: number): boolean => place >= least && place < seconds;
  const all = { segments, goOnAt: seconds };
  if (continuesAt !== undefined && isAdvance(continuesAt) && voiceAfter(continuesAt) >= LEAST_VOICE_SECONDS) {
    return { segments, goOnAt: continuesAt };
  }
  const word = segments.at(-1)?.words.at(-1);
  if (endsInPause || word === undefined) return all;
  if (word.end <= seconds - EDGE_SECONDS) return isAdvance(word.end) ? { segments, goOnAt: word.end } : all;
  return isAdvance(word.start) ? { segments: withoutLastWord(segments), goOnAt: word.start } : all;
}

function withoutLastWord(segments: readonly HeardSegment[]): HeardSegment[] {
  const last = segments[segments.length - 1];
  const words = last.words.slice(0, -1);
  const before = segments.slice(0, -1);
  if (words.length === 0) return before;
  const tokens = last.tokens.slice(0, last.words[words.length].firstToken);
  return [...before, { ...last, words, tokens, text: words.map(({ text }) => text).join('') }];
}
