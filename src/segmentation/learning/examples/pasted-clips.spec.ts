import { randomSource } from '../../../training/index.js';
import { BASE_SETTINGS } from '../../network/base-settings.js';
import { boutsOf } from './bouts.js';
import { type LabelledStretch } from './labelled-clips.js';
import { PastedClips } from './pasted-clips.js';

const RATE = BASE_SETTINGS.sampleRateHz;
const SECONDS = 2;

describe('bouts', () => {
  it('are calls between longer pauses, with the pauses within', () => {
    const bouts = boutsOf(calls([0.3, 0.4], [0.42, 0.5], [1, 1.1]));
    expect(bouts.map(({ labels }) => labels.length)).toEqual([2, 1]);
    const [[first, second]] = bouts.map(({ labels }) => labels);
    expect(first.onset).toBeCloseTo(0.02, 4);
    expect(second.onset - first.offset).toBeCloseTo(0.02, 4);
    expect(bouts[0].samples).toHaveLength(0.24 * RATE);
  });

  it('leave out what an end of the area cuts, what is long, and what does not stand out', () => {
    expect(boutsOf(calls([0.01, 0.1], [1.9, 2]))).toEqual([]);
    const long = {
      ...calls([0.1, 0.2]),
      labels: [{ onset: 0.1, offset: 2.5, class: 0 }],
      area: { onset: 0, offset: 3 },
    };
    expect(boutsOf(long)).toEqual([]);
    const faint = calls([0.3, 0.4]);
    expect(boutsOf({ ...faint, labels: [{ onset: 1, offset: 1.1, class: 0 }] })).toEqual([]);
    expect(boutsOf({ ...faint, exact: false })).toEqual([]);
  });
});

describe('pasted clips', () => {
  const clips = new PastedClips([calls([0.5, 0.6])], { speed: 1, probability: 0 });

  it('are the same for the same seed', () => {
    expect(clips.clip('a', 1)).toEqual(clips.clip('a', 1));
    expect(clips.clip('a', 1).samples).not.toEqual(clips.clip('a', 2).samples);
  });

  it('have their labels where the calls are pasted', () => {
    let [inside, outside, count] = [0, 0, 0];
    for (let seed = 0; seed < 6; seed++) {
      const { samples, labels, area } = clips.clip('labels', seed);
      expect(samples.every(Number.isFinite)).toBe(true);
      for (const { onset, offset } of labels) {
        expect(offset - onset).toBeCloseTo(0.1, 6);
        if (offset > area.offset || onset < 0.05) continue;
        inside += toneAt(samples, onset + 0.01, offset - 0.01);
        outside += toneAt(samples, onset - 0.045, onset - 0.025);
        count++;
      }
    }
    expect(count).toBeGreaterThan(10);
    expect(inside / count).toBeGreaterThan(5 * (outside / count));
  });

  it('need something to paste and something to paste it on', () => {
    expect(clips.possible).toBe(true);
    expect(new PastedClips([calls()], { speed: 1, probability: 0 }).possible).toBe(false);
    const dense = { ...calls([0.3, 0.5]), area: { onset: 0.2, offset: 0.6 } };
    expect(new PastedClips([dense], { speed: 1, probability: 0 }).possible).toBe(false);
  });
});

/** Two seconds of faint noise with tones of 5 kHz in it. */
function calls(...spans: [number, number][]): LabelledStretch {
  const random = randomSource('calls');
  const samples = Float32Array.from({ length: SECONDS * RATE }, (_, index) => {
    const time = index / RATE;
    const sounds = spans.some(([onset, offset]) => time >= onset && time < offset);
    return (sounds ? 0.3 * Math.sin(2 * Math.PI * 5_000 * time) : 0) + 0.003 * (random() - 0.5);
  });
  const labels = spans.map(([onset, offset]) => ({ onset, offset, class: 0 }));
  return { samples, settings: BASE_SETTINGS, area: { onset: 0, offset: SECONDS }, labels };
}

/** How much of 5 kHz there is between two seconds. */
function toneAt(samples: Float32Array, from: number, to: number): number {
  let [real, imaginary, count] = [0, 0, 0];
  for (let index = Math.round(from * RATE); index < Math.round(to * RATE); index++) {
    real += samples[index] * Math.cos((2 * Math.PI * 5_000 * index) / RATE);
    imaginary += samples[index] * Math.sin((2 * Math.PI * 5_000 * index) / RATE);
    count++;
  }
  return Math.hypot(real, imaginary) / Math.max(1, count);
}
