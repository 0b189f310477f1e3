import { ClassCounts } from './class-counts.js';
import { scoresOf } from './detection-scores.js';
import { countFrames, frameBinSeconds } from './frame-wise.js';
import { paintedRuns } from './painted-runs.js';
import type { Segment } from './segment.js';
import { countSegments } from './segment-wise.js';
import { scoreBriefly, scoreSegments } from './score-segments.js';

const segment = (onset: number, offset: number, name: string | number = 'a'): Segment => ({
  onset,
  offset,
  class: name,
});
const OPTIONS = { toleranceSeconds: 0.01, binSeconds: 0.001 };

function hits(predictions: Segment[], labels: Segment[], toleranceSeconds = 0.01): number {
  const counts = new ClassCounts();
  countSegments({ predictions, labels }, toleranceSeconds, counts);
  return counts.total().truePositives;
}

function frames(predictions: Segment[], labels: Segment[], binSeconds = 0.001) {
  const counts = new ClassCounts();
  countFrames({ predictions, labels }, binSeconds, counts);
  return counts.total();
}

describe('scoresOf', () => {
  it.each([
    ['mouse segments', 124, 125, 133, 0.992, 0.932, 0.961],
    ['mouse frames', 5042, 5105, 5207, 0.988, 0.968, 0.978],
    ['Bengalese finch segments', 651, 667, 686, 0.976, 0.949, 0.962],
    ['Bengalese finch frames', 45015, 46318, 46744, 0.972, 0.963, 0.967],
  ])('gives the published figures of %s', (_, truePositives, predicted, labelled, precision, recall, f1) => {
    const scores = scoresOf({ truePositives, predicted, labelled });
    expect([scores.precision, scores.recall, scores.f1].map((score) => Number(score.toFixed(3)))).toEqual([
      precision,
      recall,
      f1,
    ]);
  });

  it.each([
    [0, 0],
    [9, 9],
    [9, 0],
    [0, 9],
  ])('is 0 where nothing is right of %i predicted and %i labelled', (predicted, labelled) => {
    expect(scoresOf({ truePositives: 0, predicted, labelled })).toMatchObject({ precision: 0, recall: 0, f1: 0 });
  });
});

describe('countSegments', () => {
  it('takes both edges within the tolerance and one class', () => {
    expect(hits([segment(1, 2)], [segment(1.009, 1.991)])).toBe(1);
    expect(hits([segment(1, 2)], [segment(1.011, 2)])).toBe(0);
    expect(hits([segment(1, 2)], [segment(1, 1.989)])).toBe(0);
    expect(hits([segment(1, 2, 'a')], [segment(1, 2, 'b')])).toBe(0);
    expect(hits([segment(1, 2)], [segment(1.25, 2)], 0.25)).toBe(1);
  });

  it('consumes a label once', () => {
    expect(hits([segment(1, 2), segment(1, 2)], [segment(1, 2)])).toBe(1);
    expect(hits([segment(1, 2)], [segment(1, 2), segment(1, 2)])).toBe(1);
  });

  it('gives the first prediction the first label in the order given, even if a later one fits better', () => {
    const labels = [segment(1.008, 2), segment(1, 2)];
    // The first prediction takes the label at 1.008, so the second one, which reaches only that one, goes without.
    expect(hits([segment(1, 2), segment(1.012, 2)], labels)).toBe(1);
    expect(hits([segment(1.012, 2), segment(1, 2)], labels)).toBe(2);
    expect(hits([segment(1, 2), segment(1.012, 2)], [...labels].reverse())).toBe(2);
  });

  it('agrees with the plain double loop on random lists', () => {
    let state = 7;
    const random = (): number => (state = (state * 16807) % 2147483647) / 2147483647;
    const list = (count: number): Segment[] =>
      Array.from({ length: count }, () => {
        const onset = Math.round(random() * 500) / 1000;
        return segment(onset, onset + Math.round(random() * 30) / 1000, Math.floor(random() * 2));
      });
    for (let round = 0; round < 50; round++) {
      const predictions = list(60);
      const labels = list(60);
      expect(hits(predictions, labels)).toBe(plainHits(predictions, labels, 0.01));
    }
  });
});

function plainHits(predictions: Segment[], labels: Segment[], tolerance: number): number {
  const left = [...labels];
  return predictions.filter((prediction) => {
    const at = left.findIndex(
      (label) =>
        Math.abs(label.onset - prediction.onset) <= tolerance &&
        Math.abs(label.offset - prediction.offset) <= tolerance &&
        label.class === prediction.class,
    );
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}

describe('countFrames', () => {
  it('counts bins of one class in both', () => {
    expect(frames([segment(0, 0.1)], [segment(0.05, 0.2)])).toEqual({
      truePositives: 50,
      predicted: 100,
      labelled: 150,
    });
    expect(frames([segment(0, 0.1, 'b')], [segment(0.05, 0.2, 'a')]).truePositives).toBe(0);
  });

  it('lets later segments overwrite earlier ones', () => {
    const predictions = [segment(0, 0.1, 'a'), segment(0.04, 0.06, 'b')];
    expect(frames(predictions, [segment(0, 0.1, 'a')])).toEqual({ truePositives: 80, predicted: 100, labelled: 100 });
    expect(frames([...predictions].reverse(), [segment(0, 0.1, 'a')]).truePositives).toBe(100);
  });

  it('bins no longer than the time step', () => {
    expect(frameBinSeconds(0.0025)).toBe(0.001);
    expect(frameBinSeconds(0.0005)).toBe(0.0005);
  });

  it('paints as bins painted one by one', () => {
    let state = 11;
    const random = (): number => (state = (state * 16807) % 2147483647) / 2147483647;
    for (let round = 0; round < 50; round++) {
      const segments = Array.from({ length: 20 }, () => {
        const onset = Math.floor(random() * 90);
        return segment(onset, onset + Math.floor(random() * 12), Math.floor(random() * 3));
      });
      const bins = new Array<number | null>(120).fill(null);
      for (const { onset, offset, class: name } of segments) bins.fill(name as number, onset, offset);
      const seen = new Array<number | null>(120).fill(null);
      for (const run of paintedRuns(segments, 1)) seen.fill(run.class as number, run.from, run.to);
      expect(seen).toEqual(bins);
    }
  });
});

describe('scoreSegments', () => {
  it('sums counts over recordings before it divides', () => {
    const good = { predictions: [segment(0, 1)], labels: [segment(0, 1)] };
    const empty = { predictions: [], labels: [segment(0, 1), segment(2, 3), segment(4, 5)] };
    const { segmentWise, frameWise } = scoreSegments([good, empty], OPTIONS);
    expect(scoreBriefly([good, empty], OPTIONS)).toEqual({ segmentWise, frameWise });
    expect(segmentWise).toMatchObject({ truePositives: 1, predicted: 1, labelled: 4, precision: 1, recall: 0.25 });
  });

  it('matches by overlap one to one, best first, in any order', () => {
    const predictions = [segment(0, 1), segment(0.1, 1.1)];
    const labels = [segment(0.05, 1.05), segment(0.1, 1.1)];
    expect(scoreSegments([{ predictions, labels }], OPTIONS).overlapWise).toMatchObject({ truePositives: 2 });
    expect(
      scoreSegments([{ predictions: [...predictions].reverse(), labels }], OPTIONS).overlapWise.truePositives,
    ).toBe(2);
    const half = { predictions: [segment(0, 1)], labels: [segment(0, 2)] };
    expect(scoreSegments([half], OPTIONS).overlapWise.truePositives).toBe(1);
    expect(scoreSegments([half], { ...OPTIONS, minimumIou: 0.51 }).overlapWise.truePositives).toBe(0);
    const long = { predictions: [segment(0, 0)], labels: [segment(0, 0)] };
    expect(scoreSegments([long], OPTIONS).overlapWise.truePositives).toBe(0);
  });

  const mixed = {
    predictions: [segment(0, 1, 'a'), segment(2, 3, 'b'), segment(4, 5, 'a')],
    labels: [segment(0, 1, 'a'), segment(2, 3, 'a'), segment(8, 9, 'b')],
  };

  it('scores every class, and all as one', () => {
    const { classes, detection, segmentWise } = scoreSegments([mixed], OPTIONS);
    expect(segmentWise.truePositives).toBe(1);
    expect(detection.segmentWise).toMatchObject({ truePositives: 2, predicted: 3, labelled: 3 });
    expect(detection.frameWise).toMatchObject({ truePositives: 2000, predicted: 3000, labelled: 3000 });
    expect(classes.map(({ class: name, segmentWise: scores }) => [name, scores])).toMatchObject([
      ['a', { truePositives: 1, predicted: 2, labelled: 2 }],
      ['b', { truePositives: 0, predicted: 1, labelled: 1 }],
    ]);
  });

  it('tells which class was taken for which, what was missed and what was false', () => {
    expect(scoreSegments([mixed], OPTIONS).confusion).toEqual([
      { labelled: 'a', predicted: 'a', count: 1 },
      { labelled: 'a', predicted: 'b', count: 1 },
      { labelled: 'b', predicted: null, count: 1 },
      { labelled: null, predicted: 'a', count: 1 },
    ]);
  });

  it('scores one class alone where asked', () => {
    const scores = scoreSegments([mixed], { ...OPTIONS, targetClass: 'a' });
    expect(scores.segmentWise).toMatchObject({ truePositives: 1, predicted: 2, labelled: 2 });
    expect(scores.frameWise).toMatchObject({ truePositives: 1000, predicted: 2000, labelled: 2000 });
    expect(scores.detection.segmentWise).toMatchObject({ truePositives: 1, predicted: 2, labelled: 2 });
    expect(scores.classes).toHaveLength(1);
  });
});
