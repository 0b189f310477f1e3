import { SpeechGate } from './speech-gate.js';

/** Frames of silence and sound in turn, beginning with silence. */
const sound = (...lengths: readonly number[]): boolean[] =>
  lengths.flatMap((length, index) => new Array<boolean>(length).fill(index % 2 === 1));
/** Scores of so many frames: 0.9 in the ranges, 0.1 elsewhere. */
const scores = (length: number, ...ranges: readonly (readonly [begin: number, end: number])[]): number[] =>
  Array.from({ length }, (_, frame) => (ranges.some(([begin, end]) => frame >= begin && frame < end) ? 0.9 : 0.1));

const THRESHOLDS = { threshold: 0.5, thresholdOfWord: 0.2 };
const NO_TONES = { fill: () => false, forget: () => undefined };

function gated(flags: boolean[], speech: number[], block = flags.length) {
  const gate = new SpeechGate(THRESHOLDS, NO_TONES);
  const told: boolean[] = [];
  for (let start = 0; start < flags.length; start += block) {
    told.push(...gate.push(flags.slice(start, start + block), speech.slice(start, start + block)));
  }
  told.push(...gate.flush());
  return { told, dropped: gate.droppedFrames };
}

/** Begin and end of the sounds that are left. */
function runs(flags: readonly boolean[]): number[][] {
  const found: number[][] = [];
  flags.forEach((flag, frame) => {
    if (!flag) return;
    const last = found.at(-1);
    if (last?.[1] === frame) last[1]++;
    else found.push([frame, frame + 1]);
  });
  return found;
}

describe('SpeechGate', () => {
  it('drops sounds in which nobody speaks, and counts them', () => {
    const { told, dropped } = gated(sound(100, 300, 100, 200, 300), scores(1000));
    expect(runs(told)).toEqual([]);
    expect(told).toHaveLength(1000);
    expect(dropped).toBe(500);
  });

  it('keeps lone sounds as short as a word for less, but not what is left of a long one', () => {
    const unsure = (length: number, ...frames: number[]): number[] =>
      Array.from({ length }, (_, frame) => (frames.includes(frame) ? 0.3 : 0.1));
    const flags = sound(100, 79, 100, 80, 100);
    expect(runs(gated(flags, unsure(459, 150, 310)).told)).toEqual([[100, 179]]);
    expect(runs(gated(flags, unsure(459)).told)).toEqual([]);
    expect(runs(gated(sound(100, 1030, 10, 20, 100), unsure(1260, 1150)).told)).toEqual([]);
  });

  it('drops a lone sound as short as a word that a tone fills, unless the network hears somebody', () => {
    const flags = sound(100, 50, 300, 50, 300);
    const speech = scores(800, [460, 470]).map((score) => Math.max(score, 0.3));
    const gate = new SpeechGate(THRESHOLDS, { ...NO_TONES, fill: () => true });
    expect(runs([...gate.push(flags, speech), ...gate.flush()])).toEqual([[450, 500]]);
    expect(runs(gated(flags, speech).told)).toEqual([
      [100, 150],
      [450, 500],
    ]);
  });

  it('keeps all of a sound in which somebody speaks for a moment', () => {
    const { told, dropped } = gated(sound(100, 800, 400), scores(1300, [500, 501]));
    expect(runs(told)).toEqual([[100, 900]]);
    expect(dropped).toBe(0);
  });

  it('keeps what lies next to speech, and drops what lies far from it', () => {
    const flags = sound(100, 100, 100, 100, 100, 100, 500, 100, 100);
    expect(runs(gated(flags, scores(1300, [310, 390])).told)).toEqual([
      [100, 200],
      [300, 400],
      [500, 600],
    ]);
  });

  it('judges a long sound piece by piece, and cuts no speech at the edges of the pieces', () => {
    const flags = sound(0, 6000);
    // Speech begins just where the fourth piece of 10 s does.
    const { told, dropped } = gated(flags, scores(6000, [3000, 3200]));
    expect(runs(told)).toEqual([[2000, 4000]]);
    expect(dropped).toBe(4000);
  });

  it('leaves the pauses of what it keeps as they are', () => {
    const flags = sound(10, 50, 20, 50, 200);
    expect(gated(flags, scores(330, [20, 30])).told).toEqual(flags);
  });

  it.each([1, 7, 100, 977])('tells the same in blocks of %i frames', (block) => {
    const flags = Array.from({ length: 20_000 }, (_, frame) => (frame * 7919) % 1013 < 700 && frame % 3000 < 2500);
    const speech = scores(20_000, [1500, 1520], [7000, 7100], [12_345, 12_346], [19_990, 20_000]);
    const whole = gated(flags, speech);
    expect(gated(flags, speech, block)).toEqual(whole);
    expect(whole.dropped).toBeGreaterThan(1000);
    expect(runs(whole.told).length).toBeGreaterThan(3);
  });

  it('waits for scores that come late', () => {
    const gate = new SpeechGate(THRESHOLDS, NO_TONES);
    const flags = sound(10, 100, 400);
    expect(gate.push(flags, [])).toEqual(new Array<boolean>(10).fill(false));
    expect(gate.push([], scores(200))).toEqual([]);
    expect(runs(gate.push([], scores(310, [60, 61])))).toEqual([[0, 100]]);
  });

  it('keeps nothing of hours that are over', () => {
    const gate = new SpeechGate(THRESHOLDS, NO_TONES);
    let told = 0;
    for (let second = 0; second < 3600; second++) told += gate.push(sound(0, 100), scores(100, [0, 50])).length;
    expect(told).toBeGreaterThan(360_000 - 1300);
    expect(JSON.stringify(gate).length).toBeLessThan(20_000);
  });
});
