import { SMALL_SEGMENTER } from '../../../test/support/random-segmenter.js';
import { type LabelledStretch } from './examples/labelled-clips.js';
import { holdBack } from './held-back.js';

const RATE = SMALL_SEGMENTER.sampleRateHz;

/** Calls of 0.1 s at these seconds of the source. */
function stretch(calls: readonly number[], more: Partial<LabelledStretch> = {}): LabelledStretch {
  const { startSeconds = 0, area = { onset: 0, offset: 10 } } = more;
  const labels = calls.map((onset) => ({ onset: onset - startSeconds, offset: onset - startSeconds + 0.1, class: 0 }));
  return { samples: new Float32Array(area.offset * RATE), settings: SMALL_SEGMENTER, labels, ...more, area };
}

const every = (seconds: number, from = 0.5, until = 10) =>
  Array.from({ length: Math.floor((until - from) / seconds) }, (_, index) => from + seconds * index);
/** Where a stretch lies in its source, and how many labels it has. */
const summary = ({ area, labels, startSeconds = 0 }: LabelledStretch) =>
  [area.onset + startSeconds, area.offset + startSeconds, labels.length].map(
    (value) => Math.round(1000 * value) / 1000,
  );

describe('what is held back', () => {
  it('is the last quarter of the labels of each area', () => {
    const one = stretch(every(0.5));
    const { training, heldBack } = holdBack([one, { ...one, source: 'another' }]);
    expect(training.map(summary)).toEqual([
      [0, 7.3, 14],
      [0, 7.3, 14],
    ]);
    expect(heldBack.map(summary)).toEqual([
      [7.3, 10, 5],
      [7.3, 10, 5],
    ]);
    expect(training[0].samples).toHaveLength(Math.round(7.3 * RATE));
  });

  it('is cut at one second of all channels of a recording, in a pause of all', () => {
    const left = stretch(every(0.5), { source: 'stereo' });
    const right = stretch([0.2, 7.25, 9.3], { source: 'stereo', startSeconds: 0 });
    const { training, heldBack } = holdBack([left, right]);
    const [cut] = heldBack.map(({ area }) => area.onset);
    expect(new Set([...training.map(({ area }) => area.offset), ...heldBack.map(({ area }) => area.onset)])).toEqual(
      new Set([cut]),
    );
    for (const { labels } of [left, right]) {
      expect(labels.every(({ onset, offset }) => offset <= cut || onset >= cut)).toBe(true);
    }
    const count = (some: readonly LabelledStretch[]) => some.reduce((sum, { labels }) => sum + labels.length, 0);
    expect(count(training) + count(heldBack)).toBe(22);
    expect(count(heldBack)).toBeGreaterThan(4);
  });

  it('knows where areas lie in their recording, whatever their own seconds are', () => {
    const whole = stretch(every(0.5), { source: 'a' });
    const part = stretch(every(0.5, 4.5), { source: 'a', startSeconds: 4, area: { onset: 0, offset: 6 } });
    const { training, heldBack } = holdBack([whole, part]);
    const [[, first], [, second]] = training.map(summary);
    expect(first).toBe(second);
    expect(heldBack.map(summary).map(([onset]) => onset)).toEqual([first, first]);
    expect([...training, ...heldBack].reduce((sum, { labels }) => sum + labels.length, 0)).toBe(19 + 11);
  });

  it('leaves areas whole that lie on one side of the cut', () => {
    const whole = stretch(every(0.5), { source: 'a' });
    const early = stretch([0.5, 1.5], { source: 'a', area: { onset: 0, offset: 3 } });
    const late = stretch([9, 9.5], { source: 'a', startSeconds: 8.5, area: { onset: 0, offset: 1.5 } });
    const { training, heldBack } = holdBack([whole, early, late]);
    expect(training.map(summary)).toContainEqual([0, 3, 2]);
    expect(heldBack.map(summary)).toContainEqual([8.5, 10, 2]);
    expect(training).toHaveLength(2);
    expect(heldBack).toHaveLength(2);
  });

  it('treats areas of one recording apart that do not overlap', () => {
    const early = stretch(every(0.5), { source: 'a' });
    const late = stretch(every(0.5, 20.5, 30), { source: 'a', startSeconds: 20 });
    expect(holdBack([late, early]).heldBack.map(summary)).toEqual([
      [27.3, 30, 5],
      [7.3, 10, 5],
    ]);
  });

  it('is nothing when labels are few, or never pause', () => {
    expect(holdBack([stretch([1, 2, 3])]).heldBack).toEqual([]);
    const endless = {
      ...stretch(every(0.5)),
      labels: [{ onset: 0, offset: 10, class: 0 }, ...stretch(every(0.5)).labels],
    };
    expect(holdBack([endless]).heldBack).toEqual([]);
  });
});
