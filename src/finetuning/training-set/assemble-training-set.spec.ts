import { assembleTrainingSet, type NamedRecording } from './assemble-training-set.js';
import { fromJoinedName, nameOf } from './class-name.js';

const label = (onset: number, cluster: string) => ({ onset, offset: onset + 0.5, name: nameOf('finch', '', cluster) });
const recording = (more: Partial<NamedRecording> = {}): NamedRecording => ({
  key: 'a',
  sha256: 'aa',
  durationSeconds: 10,
  areas: [{ onset: 0, offset: 6 }],
  labels: [label(1, 'song'), label(2, 'call'), label(3, 'song')],
  ...more,
});

describe('assembleTrainingSet', () => {
  it('numbers the classes by their names and says what there is', () => {
    const { set, summary } = assembleTrainingSet([recording(), recording({ key: 'b', sha256: 'bb', labels: [] })]);
    expect(set.classes).toEqual([nameOf('finch', '', 'call'), nameOf('finch', '', 'song')]);
    expect(set.areas).toEqual([
      {
        recording: 'a',
        channel: null,
        onset: 0,
        offset: 6,
        labels: [
          { onset: 1, offset: 1.5, class: 1 },
          { onset: 2, offset: 2.5, class: 0 },
          { onset: 3, offset: 3.5, class: 1 },
        ],
      },
      { recording: 'b', channel: null, onset: 0, offset: 6, labels: [] },
    ]);
    expect(summary).toMatchObject({ recordings: 2, areas: 2, seconds: 12, labels: 3, classes: 2 });
    expect(summary.warnings).toEqual([
      { code: 'areas-without-labels', count: 1, message: expect.stringContaining('1 area has no labels') as string },
      {
        code: 'classes-with-one-example',
        count: 1,
        message: expect.stringContaining('finch / Unknown / call') as string,
      },
    ]);
  });

  it('joins entries of one recording, so that none teaches the calls of another as silence', () => {
    const first = recording({ areas: [{ onset: 0, offset: 4 }], labels: [label(1, 'song'), label(2, 'call')] });
    const second = recording({ areas: [{ onset: 2, offset: 6 }], labels: [label(2, 'call'), label(5, 'song')] });
    const { set, summary } = assembleTrainingSet([first, recording({ key: 'b', sha256: 'bb' }), second]);
    const ofFirst = set.areas.filter((area) => area.recording === 'a');
    expect(ofFirst).toMatchObject([{ onset: 0, offset: 6, labels: [{ onset: 1 }, { onset: 2 }, { onset: 5 }] }]);
    expect(summary).toMatchObject({ recordings: 2, areas: 2, seconds: 12, labels: 6 });
    expect(summary.warnings.map(({ code, count }) => [code, count])).toEqual([
      ['areas-merged', 1],
      ['labels-repeated', 1],
    ]);
  });

  it('takes labels without a channel to be on the channels of their own entry', () => {
    const ofChannel = (channel: number, onset: number) =>
      recording({ areas: [{ onset: 0, offset: 6, channel }], labels: [label(onset, 'song')] });
    const { set } = assembleTrainingSet([ofChannel(0, 1), ofChannel(1, 3)]);
    expect(set.areas.map(({ channel, labels }) => [channel, ...labels.map(({ onset }) => onset)])).toEqual([
      [0, 1],
      [1, 3],
    ]);
    const mixed = assembleTrainingSet([
      ofChannel(0, 1),
      recording({ areas: 'span-of-labels', labels: [label(3, 'song')] }),
    ]);
    expect(mixed.set.areas.map(({ channel, labels }) => [channel, ...labels.map(({ onset }) => onset)])).toEqual([
      [0, 1, 3],
      [null, 3],
    ]);
  });

  it('has one hash for one lesson, and another one for another', () => {
    const hash = (more?: Partial<NamedRecording>) => assembleTrainingSet([recording(more)]).summary.sha256;
    expect(hash({ key: 'z' })).toBe(hash());
    expect(hash({ labels: [label(3, 'song'), label(2, 'call'), label(1, 'song')] })).toBe(hash());
    expect(hash({ sha256: 'cc' })).not.toBe(hash());
    expect(hash({ labels: [label(1, 'song')] })).not.toBe(hash());
    expect(hash({ areas: 'whole-recording' })).not.toBe(hash());
  });

  it('refuses areas that hold no label at all, in the words of old', () => {
    expect(() => assembleTrainingSet([recording({ areas: [{ onset: 7, offset: 9 }] })])).toThrow(
      'No valid training data specified. Re-check the annotated areas.',
    );
  });

  it('refuses more classes than a model has, and more audio than can be learnt from', () => {
    const labels = Array.from({ length: 1001 }, (_, index) => label(index / 1000, `call ${index}`));
    expect(() => assembleTrainingSet([recording({ labels })])).toThrow(/1001 classes; a model can have 1000/);
    const long = recording({ durationSeconds: 8000, areas: 'whole-recording' });
    expect(() => assembleTrainingSet([long])).toThrow(/last 8000 seconds together; a model learns from 7200/);
  });
});

describe('names of classes', () => {
  it.each([
    ['a<==SEPARATOR==>b<==SEPARATOR==>c', ['a', 'b', 'c']],
    ['a<==SEPARATOR==>b<==SEPARATOR==>c<==SEPARATOR==>d', ['a', 'b', 'c<==SEPARATOR==>d']],
    ['e_ts', ['Unknown', 'Unknown', 'e_ts']],
    ['a<==SEPARATOR==>b', ['Unknown', 'Unknown', 'a<==SEPARATOR==>b']],
    ['', ['Unknown', 'Unknown', 'Vocal']],
  ])('reads %s', (text, [species, individual, cluster]) => {
    expect(fromJoinedName(text)).toEqual({ species, individual, cluster });
  });
});
