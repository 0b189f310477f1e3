import { FRAMES_PER_SECOND, toFrames, toSeconds } from '../voice/voice-frames.js';
import type { VoiceTrack } from '../voice/voice-track.js';

/** Gaps in a voice that lie within a word. */
const BRIDGED = toFrames(0.2);
/** Voice of a neighbour that reaches into a word is shorter. */
const LONGEST_SCRAP = toFrames(0.05);
/** A word grows by at most this to where the voice begins or ends. */
const MOST_GROWTH = toFrames(0.3);

type Run = readonly [begin: number, end: number];

interface Stretch {
  start: number;
  end: number;
}

/**
 * Moves beginnings and ends of words to where voice begins and ends, in place. Attention tells which word is where, but gives the pause after a word
 * to it or to the next one, in steps of 20 ms; levels tell where the pause is. Between words that run together nothing moves.
 * @param words in order, seconds of the recording
 */
export function snapToVoice(words: readonly Stretch[], voice: VoiceTrack): void {
  let spokenUntil = 0;
  words.forEach((word, index) => {
    const next = words.at(index + 1)?.start ?? Infinity;
    const [begin, end] = [Math.round(word.start * FRAMES_PER_SECOND), Math.round(word.end * FRAMES_PER_SECOND)];
    const run = longest(bridge(withoutNeighbours(voice.runs(begin, end), begin, end)));
    if (run !== undefined) {
      const start = run[0] > begin ? run[0] : grow(voice, begin, -1);
      const stop = run[1] < end ? run[1] : grow(voice, end - 1, 1) + 1;
      word.start = run[0] > begin || start < begin ? Math.max(spokenUntil, toSeconds(start)) : word.start;
      word.end = run[1] < end || stop > end ? Math.max(word.start, Math.min(next, toSeconds(stop))) : word.end;
    }
    spokenUntil = word.end;
  });
}

/** Without the scraps of the words before and after, which lie at the ends. */
function withoutNeighbours(runs: readonly Run[], begin: number, end: number): readonly Run[] {
  const isScrap = ([from, to]: Run): boolean => to - from < LONGEST_SCRAP && (from === begin || to === end);
  const own = runs.filter((run) => !isScrap(run));
  return own.length > 0 ? own : runs;
}

function bridge(runs: readonly Run[]): Run[] {
  const bridged: Run[] = [];
  for (const [from, to] of runs) {
    const last = bridged.at(-1);
    if (last !== undefined && from - last[1] <= BRIDGED) bridged[bridged.length - 1] = [last[0], to];
    else bridged.push([from, to]);
  }
  return bridged;
}

/** The frame furthest from `frame` that is reached through voice. */
function grow(voice: VoiceTrack, frame: number, step: 1 | -1): number {
  let reached = frame;
  for (let count = 0; count < MOST_GROWTH && voice.isVoiced(reached + step); count++) reached += step;
  return reached;
}

const longest = (runs: readonly Run[]): Run | undefined =>
  runs.reduce<Run | undefined>((best, run) => (best && best[1] - best[0] >= run[1] - run[0] ? best : run), undefined);
