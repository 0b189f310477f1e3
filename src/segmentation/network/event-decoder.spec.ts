import { randomSource } from '../../training/index.js';
import { BASE_SETTINGS } from './base-settings.js';
import { decodeEvents, EventDecoder } from './event-decoder.js';
import { type FrameScores } from './frame-scores.js';
import { type SegmentEvent, type SegmenterSettings, VOCAL } from './segmenter-settings.js';

const decoding = { ...BASE_SETTINGS.decoding, threshold: 0.5, splitThreshold: 0.3, shortestGapSeconds: 0.004 };
const settings: SegmenterSettings = { ...BASE_SETTINGS, classes: [VOCAL, VOCAL, VOCAL], decoding };
const STEP = 0.0025;

describe('events of scores', () => {
  it('places boundaries between frames', () => {
    const events = decodeEvents(scoresOf(400, [{ onset: 100.3, offset: 160.8, class: 1 }]), settings);
    expect(events).toHaveLength(1);
    expect(events[0].onset / STEP).toBeCloseTo(100.3, 1);
    expect(events[0].offset / STEP).toBeCloseTo(160.8, 1);
    expect(events[0]).toMatchObject({ class: 1 });
    expect(events[0].confidence).toBeGreaterThan(0.8);
  });

  it('parts calls at a pause of a few frames, and joins them when the shortest gap is longer', () => {
    const scores = scoresOf(400, [
      { onset: 100, offset: 140, class: 0 },
      { onset: 144, offset: 200, class: 2 },
    ]);
    expect(decodeEvents(scores, settings).map((event) => event.class)).toEqual([0, 2]);
    const joining = { ...settings, decoding: { ...decoding, shortestGapSeconds: 0.02 } };
    const [event, ...rest] = decodeEvents(scores, joining);
    expect(rest).toEqual([]);
    expect(event.class).toBe(2);
    expect(event.offset / STEP).toBeCloseTo(200, 0);
  });

  it('does the same in parts as at once', () => {
    const random = randomSource('decoder');
    const calls: Call[] = [];
    for (let onset = 20; onset < 9_900; onset += 30 + 200 * random())
      calls.push({ onset, offset: onset + 6 + 20 * random(), class: 0 });
    const scores = scoresOf(10_000, calls);
    for (let frame = 0; frame < scores.frames; frame++)
      scores.vocal[frame] = 0.02 + 0.9 * scores.vocal[frame] * random() ** 0.3;
    const whole = decodeEvents(scores, settings);
    for (const length of [1_024, 37]) {
      const decoder = new EventDecoder(settings);
      const events = [];
      for (let first = 0; first < scores.frames; first += length)
        events.push(...decoder.push(part(scores, first, length)));
      expect([...events, ...decoder.flush()]).toEqual(whole);
    }
    expect(whole.length).toBeGreaterThan(50);
  });

  it('keeps no long event whole, and judges it as if it did', () => {
    const frames = 100_000;
    const scores = scoresOf(frames, [
      { onset: 1_000.3, offset: 60_000, class: 1 },
      { onset: 60_010, offset: 98_000.6, class: 2 },
    ]);
    const random = randomSource('long');
    scores.vocal.forEach((vocal, frame) => (scores.vocal[frame] = vocal * (0.9 + 0.1 * random())));
    scores.classes.forEach((odds, index) => (scores.classes[index] = odds * random()));
    const decoder = new EventDecoder(settings);
    const events: SegmentEvent[] = [];
    let kept = 0;
    for (let first = 0; first < frames; first += 1_024) {
      events.push(...decoder.push(part(scores, first, 1_024)));
      kept = Math.max(kept, decoder.keptFrames);
    }
    events.push(...decoder.flush());
    expect(events).toEqual(decodeEvents(scores, settings));
    expect(events.map((event) => event.class)).toEqual([1, 2]);
    expect(kept).toBeLessThan(4 * 1_024);
  });

  it('drops what is too short and keeps within the recording', () => {
    const scores = scoresOf(200, [
      { onset: 50, offset: 52, class: 0 },
      { onset: 150, offset: 230, class: 0 },
    ]);
    const events = decodeEvents(scores, settings, 0.4);
    expect(events).toHaveLength(1);
    expect(events[0].offset).toBe(0.4);
  });

  it.each([0, 1])('takes %d frames', (frames) => {
    expect(decodeEvents(scoresOf(frames, []), settings)).toEqual([]);
  });
});

interface Call {
  readonly onset: number;
  readonly offset: number;
  readonly class: number;
}

/** Scores of a network that is nearly sure. Times in frames. */
function scoresOf(frames: number, calls: readonly Call[]): FrameScores {
  const [vocal, onset, offset] = [0, 1, 2].map(() => new Float32Array(frames).fill(0.02));
  const classes = new Float32Array(3 * frames).fill(-3);
  for (const call of calls) {
    for (let frame = Math.ceil(call.onset); frame <= Math.min(frames - 1, call.offset); frame++) {
      vocal[frame] = 0.95;
      classes[call.class * frames + frame] = -0.1;
    }
    for (const [row, place] of [
      [onset, call.onset],
      [offset, call.offset],
    ] as const) {
      for (let frame = Math.max(0, Math.floor(place) - 4); frame < Math.min(frames, place + 5); frame++) {
        row[frame] = Math.max(row[frame], 0.9 * Math.exp(-(((frame - place) / 1.2) ** 2) / 2));
      }
    }
  }
  return { frames, vocal, onset, offset, classes };
}

function part(scores: FrameScores, first: number, length: number): FrameScores {
  const frames = Math.min(length, scores.frames - first);
  const cut = (row: Float32Array) => row.slice(first, first + frames);
  const classes = new Float32Array(3 * frames);
  for (let each = 0; each < 3; each++) {
    classes.set(
      scores.classes.subarray(each * scores.frames + first, each * scores.frames + first + frames),
      each * frames,
    );
  }
  return { frames, vocal: cut(scores.vocal), onset: cut(scores.onset), offset: cut(scores.offset), classes };
}
