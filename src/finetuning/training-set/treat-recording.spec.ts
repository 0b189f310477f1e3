import { nameOf } from './class-name.js';
import type { GivenAreas, GivenLabel, GivenStretch } from './given-recording.js';
import { treatRecording, type Treatment, untouched } from './treat-recording.js';

type Numbers = readonly [onset: number, offset: number, channel?: number];

const stretch = ([onset, offset, channel]: Numbers): GivenStretch =>
  channel === undefined ? { onset, offset } : { onset, offset, channel };
const label = (numbers: Numbers): GivenLabel => ({ ...stretch(numbers), name: nameOf('', '', 'song') });
const numbersOf = ({ onset, offset, channel }: GivenStretch): Numbers =>
  channel === undefined ? [onset, offset] : [onset, offset, channel];

interface Case {
  readonly what: string;
  readonly areas: readonly Numbers[] | 'whole-recording' | 'span-of-labels';
  readonly labels: readonly Numbers[];
  /** Each area with its labels. */
  readonly becomes: readonly (readonly [Numbers, ...Numbers[]])[];
  readonly counts?: Partial<Treatment>;
}

const CASES: readonly Case[] = [
  {
    what: 'labels within their area stay',
    areas: [[0, 5]],
    labels: [
      [3, 4],
      [1, 2],
    ],
    becomes: [
      [
        [0, 5],
        [1, 2],
        [3, 4],
      ],
    ],
  },
  {
    what: 'labels outside of all areas are left out',
    areas: [[2, 5]],
    labels: [
      [0, 1],
      [3, 4],
      [5, 6],
      [8, 9],
    ],
    becomes: [
      [
        [2, 5],
        [3, 4],
      ],
    ],
    counts: { labelsOutside: 3 },
  },
  {
    what: 'labels across a border are cut there',
    areas: [[2, 5]],
    labels: [
      [1, 3],
      [4, 6],
    ],
    becomes: [
      [
        [2, 5],
        [2, 3],
        [4, 5],
      ],
    ],
    counts: { labelsClipped: 2 },
  },
  {
    what: 'a label over two areas is a part of both',
    areas: [
      [0, 2],
      [3, 5],
    ],
    labels: [[1, 4]],
    becomes: [
      [
        [0, 2],
        [1, 2],
      ],
      [
        [3, 5],
        [3, 4],
      ],
    ],
    counts: { labelsClipped: 1 },
  },
  {
    what: 'what clipping leaves is dropped when it is shorter than a millisecond',
    areas: [[2, 5]],
    labels: [
      [1, 2.0005],
      [3, 4],
    ],
    becomes: [
      [
        [2, 5],
        [3, 4],
      ],
    ],
    counts: { labelsOutside: 1 },
  },
  {
    what: 'areas end with the recording',
    areas: [[8, 15]],
    labels: [[9, 12]],
    becomes: [
      [
        [8, 10],
        [9, 10],
      ],
    ],
    counts: { areasCut: 1, labelsClipped: 1 },
  },
  {
    what: 'areas after the recording are left out',
    areas: [
      [0, 5],
      [10, 12],
      [20, 30],
    ],
    labels: [
      [1, 2],
      [21, 22],
    ],
    becomes: [
      [
        [0, 5],
        [1, 2],
      ],
    ],
    counts: { areasOutside: 2, labelsOutside: 1 },
  },
  {
    what: 'areas that overlap become one',
    areas: [
      [4, 7],
      [0, 5],
      [1, 2],
    ],
    labels: [[4.5, 6]],
    becomes: [
      [
        [0, 7],
        [4.5, 6],
      ],
    ],
    counts: { areasMerged: 2 },
  },
  {
    what: 'areas that meet become one without a word, and labels across stay whole',
    areas: [
      [0, 5],
      [5, 8],
    ],
    labels: [[4, 6]],
    becomes: [
      [
        [0, 8],
        [4, 6],
      ],
    ],
  },
  {
    what: 'areas without labels stay as examples of none',
    areas: [
      [0, 2],
      [3, 5],
    ],
    labels: [[3, 4]],
    becomes: [
      [[0, 2]],
      [
        [3, 5],
        [3, 4],
      ],
    ],
    counts: { areasWithoutLabels: 1 },
  },
  {
    what: 'labels that overlap stay and are counted',
    areas: [[0, 9]],
    labels: [
      [1, 5],
      [2, 3],
      [4, 6],
      [7, 8],
    ],
    becomes: [
      [
        [0, 9],
        [1, 5],
        [2, 3],
        [4, 6],
        [7, 8],
      ],
    ],
    counts: { labelsOverlapping: 2 },
  },
  {
    what: 'a label that is given twice counts once',
    areas: [[0, 9]],
    labels: [
      [1, 2],
      [5, 6],
      [1, 2],
      [1, 3],
    ],
    becomes: [
      [
        [0, 9],
        [1, 2],
        [1, 3],
        [5, 6],
      ],
    ],
    counts: { labelsRepeated: 1, labelsOverlapping: 1 },
  },
  {
    what: 'the whole recording',
    areas: 'whole-recording',
    labels: [[3, 4]],
    becomes: [
      [
        [0, 10],
        [3, 4],
      ],
    ],
  },
  {
    what: 'the span of the labels, channel by channel',
    areas: 'span-of-labels',
    labels: [
      [3, 4, 0],
      [6, 7, 0],
      [1, 2, 1],
    ],
    becomes: [
      [
        [1, 2, 1],
        [1, 2, 1],
      ],
      [
        [3, 7, 0],
        [3, 4, 0],
        [6, 7, 0],
      ],
    ],
  },
  {
    what: 'an area of a channel takes the labels of that channel and of none',
    areas: [[0, 5, 1]],
    labels: [
      [1, 2, 0],
      [2, 3, 1],
      [3, 4],
    ],
    becomes: [
      [
        [0, 5, 1],
        [2, 3, 1],
        [3, 4],
      ],
    ],
    counts: { labelsOutside: 1 },
  },
  {
    what: 'areas of different channels are not merged, and one without a channel takes all labels',
    areas: [
      [0, 5, 0],
      [0, 5],
    ],
    labels: [
      [1, 2, 0],
      [3, 4, 1],
    ],
    becomes: [
      [
        [0, 5, 0],
        [1, 2, 0],
      ],
      [
        [0, 5],
        [1, 2, 0],
        [3, 4, 1],
      ],
    ],
  },
];

describe('treatRecording', () => {
  it.each(CASES)('$what', ({ areas, labels, becomes, counts }) => {
    const given: GivenAreas = typeof areas === 'string' ? areas : areas.map(stretch);
    const treated = treatRecording({ durationSeconds: 10, areas: given, labels: labels.map(label) });
    expect(treated.areas.map((area) => [numbersOf(area), ...area.labels.map(numbersOf)])).toEqual(becomes);
    expect(treated.treatment).toEqual({ ...untouched(), ...counts });
  });

  it('refuses labels that would be cut into more pieces than anybody makes', () => {
    const areas = Array.from({ length: 1000 }, (_, index) => stretch([index, index + 0.5]));
    const labels = Array.from({ length: 1000 }, () => label([0, 1000]));
    expect(() => treatRecording({ durationSeconds: 1000, areas, labels })).toThrow(/Cut at the borders/);
  });
});
