import { remainingSeconds } from './remaining-seconds.js';
import type { LearningReport } from '../../segmentation/learning/dto/learning-report.js';
import { ProgressRecord } from './training-progress.js';

const report = (step: number, steps: number, more: object = {}): LearningReport => ({
  phase: 'training',
  fraction: step / steps,
  step,
  steps,
  loss: 1 / step,
  ...more,
});
const validation = { loss: 0.1, segmentF1: 0.9, frameF1: 0.95 };

describe('ProgressRecord', () => {
  it('keeps every point of a short training, and at most 200 of a long one, its end and validations among them', () => {
    const short = new ProgressRecord();
    for (let step = 1; step <= 40; step++) short.add(report(step, 40), step);
    expect(short.progress!.curve.map(({ step }) => step)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));

    const long = new ProgressRecord();
    for (let step = 1; step <= 10_000; step++) {
      long.add(report(step, 10_000, step % 1000 === 0 ? { validation } : {}), step);
    }
    const { curve } = long.progress!;
    expect(curve.length).toBeGreaterThan(100);
    expect(curve.length).toBeLessThanOrEqual(200);
    expect(curve.filter((point) => point.validation !== undefined).map(({ step }) => step / 1000)).toEqual(
      Array.from({ length: 10 }, (_, index) => index + 1),
    );
    expect(curve.at(-1)).toMatchObject({ step: 10_000 });
  });

  it('stays short however often the model is tried', () => {
    const record = new ProgressRecord();
    for (let step = 1; step <= 1000; step++) record.add(report(step, 1000, { validation }), step);
    expect(record.progress!.curve.length).toBeLessThanOrEqual(200);
    expect(record.progress!.curve.at(-1)).toMatchObject({ step: 1000 });
  });

  it('goes on from the curve of a process that died, doing again what came after its checkpoint', () => {
    const first = new ProgressRecord();
    for (let step = 1; step <= 30; step++) first.add(report(step, 100), step);
    const second = new ProgressRecord(first.progress);
    second.add(report(26, 100, { loss: 7 }), 1000);
    second.add(report(27, 100), 1001);
    expect(second.progress!.curve.map(({ step }) => step)).toEqual(Array.from({ length: 27 }, (_, index) => index + 1));
    expect(second.progress!.curve[25]).toEqual({ step: 26, loss: 7 });
  });

  it('tells of what follows the last step without a word of it in the curve', () => {
    const record = new ProgressRecord();
    record.add({ ...report(99, 100), fraction: 0.45 }, 0);
    record.add({ ...report(100, 100), fraction: 0.5 }, 1_000);
    const { curve } = record.progress!;
    expect(record.add({ ...report(100, 100), phase: 'scoring', fraction: 0.6 }, 3_000)).toBeUndefined();
    expect(record.add({ ...report(100, 100), phase: 'fitting', fraction: 0.95 }, 10_000)).toBeUndefined();
    expect(record.progress).toMatchObject({ phase: 'fitting', fraction: 0.95, step: 100 });
    expect(record.progress!.remainingSeconds).toBeCloseTo(1);
    expect(record.progress!.curve).toEqual(curve);
  });

  it('tells the time that is left from what this process has done, not from what was done before', () => {
    const record = new ProgressRecord();
    record.add(report(50, 100), 10_000);
    expect(record.progress).toMatchObject({ remainingSeconds: null });
    record.add(report(75, 100), 20_000);
    expect(record.progress).toMatchObject({ remainingSeconds: 10, at: 20_000 });
    expect(remainingSeconds(record.progress!, 24_000)).toBe(6);
    expect(remainingSeconds(record.progress!, 60_000)).toBe(0);
    expect(remainingSeconds(null, 0)).toBeNull();
  });
});
