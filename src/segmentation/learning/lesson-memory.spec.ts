import { bytesOfLesson, type LessonSize } from './lesson-memory.js';

const MEGABYTE = 1024 * 1024;
const size = (more: Partial<LessonSize>): LessonSize => ({
  seconds: 15,
  areas: 1,
  classes: 1,
  sampleRatesHz: [32_000],
  ...more,
});
const megabytes = (more: Partial<LessonSize>) => bytesOfLesson(size(more)) / MEGABYTE;

describe('memory of a lesson', () => {
  it('is little for seconds of labels, whatever the classes are', () => {
    expect(megabytes({})).toBeLessThan(4);
    expect(megabytes({ classes: 1_000 })).toBeLessThan(150);
  });

  it('grows with seconds, areas and rate', () => {
    expect(megabytes({ seconds: 7_200 })).toBeCloseTo((4 * (7_202 * 32_000 + 1_000_000 * 4)) / MEGABYTE, 6);
    expect(megabytes({ seconds: 7_200, sampleRatesHz: [384_000, 384_000, 8_000] })).toBeGreaterThan(10_000);
    expect(megabytes({ seconds: 7_200, sampleRatesHz: [384_000], settings: { sampleRateHz: 32_000 } })).toBeLessThan(
      1_000,
    );
    expect(megabytes({ areas: 10_000 })).toBeGreaterThan(2_000);
  });

  it('is bounded for scores, however fine the steps and many the classes are', () => {
    const of = (classes: number) => megabytes({ seconds: 7_200, classes, settings: { timeStepSeconds: 0.0001 } });
    expect(of(1_000) - of(1)).toBeLessThan(256);
  });
});
