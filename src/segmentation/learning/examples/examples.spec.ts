import { randomSource } from '../../../training/index.js';
import { BASE_SETTINGS } from '../../network/base-settings.js';
import { Draw } from '../synthesis/draw.js';
import { augmentClip } from './augment-clip.js';
import { Batches } from './batches.js';
import { frameTargets } from './frame-targets.js';
import { LabelledClips } from './labelled-clips.js';
import { type TrainingClip } from './training-clip.js';

const RATE = BASE_SETTINGS.sampleRateHz;

describe('targets', () => {
  it('stand where the labels are', () => {
    const targets = frameTargets(beep(0.25, 0.5), 401);
    expect(targets.vocal[99]).toBe(0);
    expect(targets.vocal[100]).toBe(0.5);
    expect(targets.vocal[101]).toBe(1);
    expect(targets.onset.indexOf(1)).toBe(100);
    expect(targets.offset.indexOf(1)).toBe(200);
  });

  it('count nothing outside of the area, and no boundary that is not exact', () => {
    const clip = { ...beep(0.25, 0.5), area: { onset: 0.2, offset: 0.8 }, exact: false };
    const targets = frameTargets(clip, 401);
    expect(targets.vocalWeights.slice(0, 80).every((weight) => weight === 0)).toBe(true);
    expect(targets.vocalWeights[80]).toBe(1);
    expect(targets.vocalWeights[321]).toBe(0);
    expect(targets.onsetWeights.every((weight) => weight === 0)).toBe(true);
  });
});

describe('augmentation', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed))('moves labels with the sound (%d)', (seed) => {
    const draw = new Draw(randomSource('augment', seed));
    const clip = augmentClip(beep(0.3, 0.6), { speed: 1.3, probability: seed < 6 ? 1 : 0.3 }, draw);
    const [{ onset, offset }] = clip.labels;
    expect((offset - onset) / 0.3).toBeCloseTo((clip.area.offset - clip.area.onset) / 1, 6);
    const inside = loudness(clip.samples, onset + 0.005, offset - 0.005);
    const before = loudness(clip.samples, 0, onset - 0.005);
    const behind = loudness(clip.samples, offset + 0.01, clip.area.offset - 0.01);
    expect(inside).toBeGreaterThan(1.5 * before);
    expect(inside).toBeGreaterThan(1.5 * behind);
  });
});

describe('batches', () => {
  const stretch = { ...beep(0.3, 0.6), exact: undefined, classified: undefined };
  const make = () => {
    const sources = [0, 1].map(() => new LabelledClips([stretch], { speed: 1.1, probability: 0.5 }));
    return new Batches({ sources, bands: BASE_SETTINGS.network.bands, frames: 256, seed: 5, cropsOfClip: 2 });
  };

  it('are functions of their step', () => {
    const [first, second] = [make(), make()];
    for (const step of [1, 2, 3]) first.batch(step);
    expect(second.batch(4)).toEqual(first.batch(4));
    expect(first.batch(5)).not.toEqual(first.batch(4));
  });

  it('do not count the edges of an example', () => {
    const { weights } = make().batch(1);
    const rows = Array.from({ length: 6 }, (_, row) => weights.data.slice(row * 256, (row + 1) * 256) as Float32Array);
    expect(rows.every((row) => row.slice(0, 32).every((weight) => weight === 0))).toBe(true);
    expect(rows.every((row) => row.slice(-32).every((weight) => weight === 0))).toBe(true);
    expect(rows.some((row) => row.some((weight) => weight > 0))).toBe(true);
  });

  it('take areas shorter than an example', () => {
    const short = { ...stretch, samples: stretch.samples.subarray(0, 0.2 * RATE), area: { onset: 0, offset: 0.2 } };
    const sources = [new LabelledClips([{ ...short, labels: [] }], { speed: 1, probability: 0 })];
    const batches = new Batches({ sources, bands: 48, frames: 256, seed: 1, cropsOfClip: 1 });
    const { frames, boundaries } = batches.batch(1);
    expect(frames.shape).toEqual([1, 3, 48, 256]);
    expect((boundaries.data as Float32Array).every((value) => value === 0)).toBe(true);
  });

  it('show the whole of a clip that is shorter than an example, wherever it lies in it', () => {
    const length = 0.3 * RATE;
    const short = { ...stretch, samples: stretch.samples.subarray(0, length), area: { onset: 0, offset: 0.3 } };
    const sources = [new LabelledClips([{ ...short, labels: [] }], { speed: 1, probability: 0 })];
    const batches = new Batches({ sources, bands: 48, frames: 256, seed: 1, cropsOfClip: 1 });
    const clipFrames = 1 + Math.floor(0.3 / BASE_SETTINGS.timeStepSeconds);
    const starts = [1, 2, 3, 4, 5].map((step) => {
      const { data } = batches.batch(step).frames as { data: Float32Array };
      const shown = Array.from({ length: 256 }, (_, frame) => {
        for (let row = 0; row < 3 * 48; row++) if (data[row * 256 + frame] !== 0) return true;
        return false;
      });
      const begin = shown.indexOf(true);
      expect(shown.lastIndexOf(true) - begin + 1).toBe(clipFrames);
      return begin;
    });
    expect(new Set(starts).size).toBeGreaterThan(1);
  });
});

/** A second of faint noise with a tone in it. */
function beep(onset: number, offset: number): TrainingClip {
  const random = randomSource('beep');
  const samples = Float32Array.from({ length: RATE }, (_, index) => {
    const time = index / RATE;
    const tone = time >= onset && time < offset ? 0.3 * Math.sin(2 * Math.PI * 5_000 * time) : 0;
    return tone + 0.003 * (random() - 0.5);
  });
  const labels = [{ onset, offset, class: 0 }];
  return { samples, settings: BASE_SETTINGS, area: { onset: 0, offset: 1 }, labels, exact: true, classified: true };
}

function loudness(samples: Float32Array, onset: number, offset: number): number {
  const part = samples.subarray(Math.round(onset * RATE), Math.round(offset * RATE));
  return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
}
