import { toFrames } from '../voice/voice-frames.js';
import type { VoiceTrack } from '../voice/voice-track.js';

/** Quiet left around speech: soft beginnings and ends are fainter than what counts as voice. */
export const MARGIN = toFrames(0.25);
/** Shorter gaps are stops within words (the closure of a "t" lasts up to 0.15 s). */
const SHORTEST_PAUSE = toFrames(0.25);
/** A window does not go on across a pause of this part of it, nor across less than the next. */
const LONG_PAUSE_SHARE = 1 / 6;
const SHORTEST_LONG_PAUSE = toFrames(2);

/** A stretch of audio for the model, in frames. */
export interface CutWindow {
  readonly begin: number;
  readonly end: number;
  /** False where speech goes on at the end, because no pause was found. */
  readonly endsInPause: boolean;
}

export type Cut =
  | { readonly type: 'window'; readonly window: CutWindow }
  /** More must be heard first. */
  | { readonly type: 'wait' }
  /** Nobody speaks up to here. */
  | { readonly type: 'nothing'; readonly until: number };

export interface CutOptions {
  /** Where to begin looking. */
  readonly from: number;
  /** Most frames of a window. */
  readonly longest: number;
  /** Whether nothing more comes. */
  readonly isOver: boolean;
}

/**
 * Cuts the next window out of a stream: from just before the next voice to the longest pause in its second half, else the longest pause anywhere in it, or to
 * where a long silence begins. Where there is no pause at all the window is full and speech goes on beyond it.
 */
export function cutWindow(voice: VoiceTrack, { from, longest, isOver }: CutOptions): Cut {
  const first = voice.find(true, from);
  if (first === undefined) return { type: 'nothing', until: Math.max(from, voice.end - MARGIN) };
  const begin = Math.max(from, first - MARGIN);
  const limit = begin + longest;
  const known = Math.min(limit, voice.end);
  const pauses = pausesOf(voice, first, known);
  const end = (pause: Pause): Cut => ({
    type: 'window',
    window: { begin, end: Math.min(limit, pause.begin + Math.min(MARGIN, pause.length >> 1)), endsInPause: true },
  });
  const long = pauses.find(({ length }) => length >= Math.max(SHORTEST_LONG_PAUSE, longest * LONG_PAUSE_SHARE));
  if (long !== undefined) return end(long);
  if (voice.end < limit) {
    if (!isOver) return { type: 'wait' };
    return { type: 'window', window: { begin, end: voice.end, endsInPause: true } };
  }
  const late = pauses.filter((pause) => pause.begin >= begin + longest / 2);
  const best = longestOf(late.length > 0 ? late : pauses);
  if (best !== undefined) return end(best);
  return {
    type: 'window',
    window: { begin, end: limit, endsInPause: isOver && voice.find(true, limit) === undefined },
  };
}

interface Pause {
  readonly begin: number;
  readonly length: number;
}

function pausesOf(voice: VoiceTrack, from: number, to: number): Pause[] {
  const runs = voice.runs(from, to);
  return runs
    .map(([, end], index) => ({ begin: end, length: (runs[index + 1]?.[0] ?? to) - end }))
    .filter(({ length }) => length >= SHORTEST_PAUSE);
}

const longestOf = (pauses: readonly Pause[]): Pause | undefined =>
  pauses.reduce<Pause | undefined>((best, pause) => (best && best.length >= pause.length ? best : pause), undefined);
