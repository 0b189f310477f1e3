import { SMALL_SEGMENTER } from '../../../test/support/random-segmenter.js';
import type { ResolvedModel } from '../../models/models.service.js';
import { toColumns } from './heard-events.js';
import { MOST_RESULT_EVENTS, toResult } from './to-result.js';

const model = { name: 'finches', version: '2', requestedName: 'whisperseg-base' } as ResolvedModel;

function resultOf(count: number) {
  const events = Array.from({ length: count }, (_, index) => ({
    onset: index + 0.123456,
    offset: index + 0.5,
    class: index % 3 === 0 ? 1 : 0,
    confidence: 0.75004,
  }));
  const heard = { name: 'finches', version: '2', settings: SMALL_SEGMENTER, durationSeconds: count };
  return toResult(model, { ...heard, events: toColumns(events), eventCount: count }, 1);
}

describe('toResult', () => {
  it('names the classes and tells which model and settings made the events', () => {
    expect(resultOf(4)).toMatchObject({
      model: { name: 'finches', version: '2', requestedName: 'whisperseg-base' },
      settings: { threshold: 0.5, channel: 1 },
      eventCount: 4,
      vocalSeconds: 1.506,
      isTruncated: false,
      classes: [
        { cluster: 'song', count: 2 },
        { cluster: 'call', count: 2 },
      ],
    });
    expect(resultOf(4).events[3]).toEqual({
      ...SMALL_SEGMENTER.classes[1],
      onsetSeconds: 3.1235,
      offsetSeconds: 3.5,
      confidence: 0.75,
    });
  });

  it('counts what it leaves out', () => {
    const result = resultOf(MOST_RESULT_EVENTS + 5);
    expect(result.events).toHaveLength(MOST_RESULT_EVENTS);
    expect(result).toMatchObject({ eventCount: MOST_RESULT_EVENTS + 5, isTruncated: true });
    expect(result.classes.reduce((sum, { count }) => sum + count, 0)).toBe(MOST_RESULT_EVENTS + 5);
  });
});
