import { randomWeights, SMALL_SEGMENTER } from '../../../test/support/random-segmenter.js';
import { onnxRuntime, randomSource } from '../../training/index.js';
import { type FrameScores } from '../network/frame-scores.js';
import { frameTargets } from './examples/frame-targets.js';
import { type LabelledStretch } from './examples/labelled-clips.js';
import { scoreAreas } from './fit-decoding.js';
import { mostFramesFor, sampleStretches } from './sample-stretches.js';
import { SignalScorer } from './score-signal.js';
import { evaluateStretches, scoreStretches } from './score-stretches.js';

const settings = SMALL_SEGMENTER;
const RATE = settings.sampleRateHz;
const segmenter = { settings, weights: randomWeights(settings) };
const runtime = onnxRuntime();

/** Bursts of noise, of which some are labelled, and some labels overlap. */
function stretch(seconds: number, seed = 1): LabelledStretch {
  const random = randomSource(seed);
  const samples = Float32Array.from({ length: seconds * RATE }, (_, index) => {
    const level = Math.sin((2 * Math.PI * index) / (0.3 * RATE)) > 0.2 ? 0.3 : 0.003;
    return level * (2 * random() - 1);
  });
  const labels = Array.from({ length: Math.floor(seconds / 0.3) - 2 }, (_, index) => {
    const onset = 0.3 * index + 0.01 + 0.02 * random();
    return { onset, offset: onset + (index % 7 === 0 ? 0.4 : 0.12), class: index % 2 };
  });
  return { samples, settings, area: { onset: 0.4, offset: seconds - 0.2 }, labels };
}

/** The loss as frame targets have it, of all frames at once. */
function wholeLoss(scores: FrameScores, labelled: LabelledStretch): number {
  const targets = frameTargets({ ...labelled, exact: true, classified: true }, scores.frames);
  let [loss, weight] = [0, 0];
  scores.vocal.forEach((vocal, frame) => {
    const probability = Math.min(1 - 1e-6, Math.max(1e-6, vocal));
    const target = targets.vocal[frame];
    loss -= targets.vocalWeights[frame] * (target * Math.log(probability) + (1 - target) * Math.log(1 - probability));
    weight += targets.vocalWeights[frame];
  });
  return loss / weight;
}

describe('scoring labelled stretches', () => {
  it('gives the same bits in pieces as at once', async () => {
    const stretches = [stretch(12), stretch(7.3, 2), { ...stretch(1), labels: [] }];
    const whole = await scoreStretches(segmenter, stretches, runtime);
    const { loss, ...scores } = await evaluateStretches(segmenter, stretches, runtime);
    expect(scores).toEqual(scoreAreas(whole.stretches, settings));
    expect(scores.frameF1).toBeGreaterThan(0.1);
    expect(loss).toBe(whole.loss);
    const [first] = whole.stretches;
    const { loss: alone } = await evaluateStretches(segmenter, stretches.slice(0, 1), runtime);
    expect(alone).toBe(wholeLoss(first.scores, stretches[0]));
  });

  it('hands scores over a window at a time', async () => {
    const scorer = await SignalScorer.open(segmenter, runtime);
    const { samples } = stretch(12);
    const whole = await scorer.score(samples);
    expect(whole.frames).toBe(4_801);
    let first = 0;
    for await (const part of scorer.scores(samples)) {
      expect(part.frames).toBeLessThanOrEqual(1_024);
      expect(part.offset).toEqual(whole.offset.subarray(first, first + part.frames));
      const second = whole.classes.subarray(whole.frames + first, whole.frames + first + part.frames);
      expect(part.classes.subarray(part.frames)).toEqual(second);
      first += part.frames;
    }
    expect(first).toBe(whole.frames);
    await scorer.release();
  });

  it.each([0, 1, RATE / 400])('takes %d samples', async (length) => {
    const short = { ...stretch(1), samples: stretch(1).samples.subarray(0, length) };
    const { stretches } = await scoreStretches(segmenter, [short], runtime);
    expect(stretches[0].scores.frames).toBe(length === 0 ? 0 : 1 + Math.floor(length / (RATE / 400)));
    expect(await evaluateStretches(segmenter, [short], runtime)).toMatchObject({
      segmentF1: expect.any(Number) as number,
    });
  });

  it('ends when it is told to', async () => {
    const aborted = AbortSignal.abort(new Error('enough'));
    await expect(evaluateStretches(segmenter, [stretch(3)], runtime, { signal: aborted })).rejects.toThrow('enough');
  });
});

describe('a sample to fit decoding to', () => {
  it('is everything when that is little', () => {
    const stretches = [stretch(5), stretch(3)];
    expect(sampleStretches(stretches, settings)).toBe(stretches);
  });

  it('holds no more frames than allowed, spread over all, with whole labels', () => {
    const stretches = [stretch(30), stretch(2), stretch(20, 2)];
    const pieces = sampleStretches(stretches, settings, 8_000);
    const frames = pieces.reduce((sum, { samples }) => sum + samples.length / (RATE / 400), 0);
    expect(frames).toBeLessThanOrEqual(8_000);
    expect(frames).toBeGreaterThan(7_000);
    for (const { area, labels, samples } of pieces) {
      expect(area.onset).toBeGreaterThanOrEqual(0);
      expect(area.offset).toBeLessThanOrEqual(samples.length / RATE + 1e-9);
      for (const { onset, offset } of labels) {
        expect(onset).toBeGreaterThanOrEqual(area.onset);
        expect(offset).toBeLessThanOrEqual(area.offset);
      }
    }
    expect(pieces.flatMap(({ labels }) => labels).length).toBeGreaterThan(5);
  });

  it('takes short areas as they are', () => {
    const many = Array.from({ length: 40 }, (_, index) => stretch(1, index));
    expect(sampleStretches(many, settings, 6_400)).toHaveLength(16);
  });

  it('shrinks with the number of classes', () => {
    expect(mostFramesFor(1_000) * 4 * 1_003).toBeLessThanOrEqual(256 * 1024 * 1024);
    expect(mostFramesFor(settings.classes.length)).toBe(1_000_000);
  });
});
