import { boundaryPosition } from './boundary-position.js';
import { type FrameScores } from './frame-scores.js';
import { Judgement } from './judgement.js';
import { ScoreBuffer } from './score-buffer.js';
import { frameSeconds, type SegmentEvent, type SegmenterSettings } from './segmenter-settings.js';

/** A change between pause (even) and event (odd) and those before it, newest first. */
interface Change {
  readonly frame: number;
  before: Change | undefined;
  readonly count: number;
}

/** An event whose end is not known yet. */
interface OpenEvent {
  readonly first: number;
  /** Where it begins, frames; known as soon as the frames around are there. */
  begin?: number;
  readonly judgement: Judgement;
  /** Frame up to which it has been judged, that one not included. */
  judged: number;
}

/** Frames before and behind a boundary that say where it lies exactly. */
const BOUNDARY_REACH = 4;
/** Frames after which the better of two readings is taken even if a later frame could change it. */
const LONGEST_DOUBT_FRAMES = 16_384;
/** One frame's evidence counts at most this much, in natural logarithms of odds. */
const MOST_EVIDENCE = 4;
/** What a boundary counts against one frame of vocalisation. */
const BOUNDARY_WEIGHT = 2;

/**
 * Makes events of the scores of frames: of all ways to cut the signal into pauses and events it takes the most likely one (Viterbi, 1967). A frame in
 * an event counts the log-odds of vocalisation against the threshold, a boundary those of onset or offset. Boundaries are placed between
 * frames at the peak of a parabola. Works on streams, in memory that grows neither with them nor with the length of an event.
 */
export class EventDecoder {
  private readonly buffer: ScoreBuffer;
  private readonly step: number;
  private readonly vocalOdds: number;
  private readonly boundaryOdds: number;
  /** Best reading that ends in a pause, in an event: its evidence and its changes. */
  private evidence: [number, number] = [0, -Infinity];
  private changes: [Change | undefined, Change | undefined] = [undefined, undefined];
  private settledChanges = 0;
  private open: OpenEvent | undefined;
  private pending: SegmentEvent | undefined;

  constructor(private readonly settings: SegmenterSettings) {
    this.buffer = new ScoreBuffer();
    this.step = frameSeconds(settings);
    this.vocalOdds = logOdds(settings.decoding.threshold);
    this.boundaryOdds = logOdds(settings.decoding.splitThreshold);
  }

  /** Frames whose scores are still needed. */
  get keptFrames(): number {
    return this.buffer.end - this.buffer.start;
  }

  /** Takes the scores of the next frames. @returns events that no later frame can change, by onset */
  push(scores: FrameScores): SegmentEvent[] {
    const first = this.buffer.end;
    this.buffer.push(scores);
    for (let frame = first; frame < this.buffer.end; frame++) this.read(frame);
    const events = this.settle(commonChange(...this.changes));
    if (this.buffer.end - this.undecided() > LONGEST_DOUBT_FRAMES) {
      const better = this.evidence[1] > this.evidence[0] ? 1 : 0;
      events.push(...this.settle(this.changes[better]));
      this.evidence[1 - better] = -Infinity;
      this.changes[1 - better] = this.changes[better];
    }
    this.forget();
    return events;
  }

  /** @returns the events that are left. The signal is over then. @param duration of the signal, s: no event ends later */
  flush(duration = Infinity): SegmentEvent[] {
    const better = this.evidence[1] > this.evidence[0] ? 1 : 0;
    const events = this.settle(this.changes[better]);
    if (this.open) events.push(...this.close(this.open, this.buffer.end - 1, false));
    if (this.pending) events.push(this.pending);
    this.pending = undefined;
    return events
      .map((event) => ({ ...event, offset: Math.min(event.offset, duration) }))
      .filter(({ onset, offset }) => offset > onset);
  }

  private read(frame: number): void {
    const { vocal, onset, offset } = this.buffer.at(frame);
    const inEvent = bounded(logOdds(vocal) - this.vocalOdds);
    const begins = this.evidence[0] + BOUNDARY_WEIGHT * bounded(logOdds(onset) - this.boundaryOdds);
    const ends = this.evidence[1] + BOUNDARY_WEIGHT * bounded(logOdds(offset) - this.boundaryOdds);
    const [pause, event] = this.evidence;
    const [pauseChanges, eventChanges] = this.changes;
    const next: [number, number] = [Math.max(pause, ends), Math.max(event, begins) + inEvent];
    this.changes = [
      ends > pause ? change(frame, eventChanges) : pauseChanges,
      begins > event ? change(frame, pauseChanges) : eventChanges,
    ];
    // Only the difference counts; without this an hour of silence would cost precision.
    const most = Math.max(...next);
    this.evidence = [next[0] - most, next[1] - most];
  }

  /** Turns the changes up to this one into events. */
  private settle(last: Change | undefined): SegmentEvent[] {
    const fresh: Change[] = [];
    for (let each = last; each && each.count > this.settledChanges; each = each.before) fresh.push(each);
    return fresh.reverse().flatMap((each) => {
      this.settledChanges = each.count;
      if (each.count % 2 === 1) {
        this.open = this.opened(each.frame);
        return [];
      }
      const event = this.open ?? this.opened(each.frame);
      this.open = undefined;
      return this.close(event, each.frame, true);
    });
  }

  private opened(first: number): OpenEvent {
    return { first, judgement: new Judgement(this.settings.classes.length), judged: first };
  }

  /** Makes an event of two boundary frames; gives out the one before when the pause between is long enough. */
  private close(open: OpenEvent, offsetFrame: number, ended: boolean): SegmentEvent[] {
    const { decoding, minSegmentSeconds } = this.settings;
    const begin = open.begin ?? boundaryPosition(this.buffer, 'onset', open.first);
    const onset = Math.max(0, begin * this.step + decoding.onsetShiftSeconds);
    const end = ended ? boundaryPosition(this.buffer, 'offset', offsetFrame) : offsetFrame;
    const offset = end * this.step + decoding.offsetShiftSeconds;
    if (offset - onset < Math.max(minSegmentSeconds, this.step)) return [];
    this.buffer.judge(open.judged, offsetFrame, open.judgement);
    const event = { onset, offset, ...open.judgement.verdict };
    const before = this.pending;
    if (before && onset - before.offset < Math.max(decoding.shortestGapSeconds, 0)) {
      this.pending = joined(before, event);
      return [];
    }
    this.pending = event;
    return before ? [{ ...before, offset: Math.min(before.offset, onset) }] : [];
  }

  /** Drops the frames that nothing depends on any more; of those in an open event, what they say of it stays. */
  private forget(): void {
    const undecided = this.undecided();
    const oldest = commonChange(...this.changes);
    // Settled changes are never read again.
    if (oldest) oldest.before = undefined;
    if (this.open && !this.advance(this.open, undecided - BOUNDARY_REACH)) return;
    this.buffer.forget(undecided - BOUNDARY_REACH);
  }

  /** The first frame of which the two readings say different things; that of the next frame when there is none. */
  private undecided(): number {
    const oldest = commonChange(...this.changes);
    return Math.min(...this.changes.map((each) => firstAfter(each, oldest) ?? this.buffer.end));
  }

  /** Judges an open event up to a frame that surely is within it. @returns false while its beginning needs frames that are to come */
  private advance(open: OpenEvent, end: number): boolean {
    if (end <= open.first + BOUNDARY_REACH) return false;
    open.begin ??= boundaryPosition(this.buffer, 'onset', open.first);
    this.buffer.judge(open.judged, end - 1, open.judgement);
    open.judged = end;
    return true;
  }
}

/** The events of scores that are all there. */
export function decodeEvents(scores: FrameScores, settings: SegmenterSettings, duration?: number): SegmentEvent[] {
  const decoder = new EventDecoder(settings);
  return [...decoder.push(scores), ...decoder.flush(duration)];
}

function change(frame: number, before: Change | undefined): Change {
  return { frame, before, count: (before?.count ?? 0) + 1 };
}

/** The newest change that both readings share. */
function commonChange(left: Change | undefined, right: Change | undefined): Change | undefined {
  let [a, b] = [left, right];
  while (a !== b) {
    if ((a?.count ?? 0) >= (b?.count ?? 0)) a = a?.before;
    else b = b?.before;
  }
  return a;
}

function firstAfter(newest: Change | undefined, oldest: Change | undefined): number | undefined {
  let found: number | undefined;
  for (let each = newest; each && each !== oldest; each = each.before) found = each.frame;
  return found;
}

/** One class for both: that of the longer one; and the confidence of both by their lengths. */
function joined(before: SegmentEvent, event: SegmentEvent): SegmentEvent {
  const [left, right] = [before.offset - before.onset, event.offset - event.onset];
  const confidence = (before.confidence * left + event.confidence * right) / (left + right);
  return { onset: before.onset, offset: event.offset, class: left >= right ? before.class : event.class, confidence };
}

const bounded = (evidence: number): number => Math.min(MOST_EVIDENCE, Math.max(-MOST_EVIDENCE, evidence));

function logOdds(probability: number): number {
  const safe = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.log(safe / (1 - safe));
}
