import { AnnotatedAreas } from './annotated-areas.js';
import { composeLabels } from './compose-labels.js';
import type { NamedStretch, Stretch } from './stretches.js';

const label = (onset: number, offset: number, clustername: string): NamedStretch => ({
  onset,
  offset,
  species: 'finch',
  individual: 'a',
  clustername,
});
const namesOf = (labels: readonly NamedStretch[]): string[] => labels.map(({ clustername }) => clustername);

describe('composeLabels', () => {
  const areas = [{ onset: 2, offset: 4 }];
  const places = [
    label(0, 1, 'before'),
    label(1, 2, 'up to it'),
    label(1, 2.1, 'into it'),
    label(2.5, 3, 'within'),
    label(3.9, 5, 'out of it'),
    label(4, 5, 'from its end'),
    label(1, 5, 'around'),
  ];
  const touching = ['into it', 'around', 'within', 'out of it'];

  it('keeps labels of people that touch an area, and no others', () => {
    expect(namesOf(composeLabels(areas, places, []))).toEqual(touching);
    expect(composeLabels([], places, [])).toEqual([]);
  });

  it('keeps predictions that touch no area, by onset among the others', () => {
    expect(namesOf(composeLabels(areas, [], places))).toEqual(['before', 'up to it', 'from its end']);
    expect(composeLabels([], [], places)).toHaveLength(places.length);
    const both = composeLabels(areas, [label(2, 3, 'person')], [label(7, 8, 'late'), label(0, 1, 'early')]);
    expect(namesOf(both)).toEqual(['early', 'person', 'late']);
  });
});

describe('AnnotatedAreas', () => {
  it('touches as each area by itself would', () => {
    const numbers = Array.from({ length: 9 }, (_, index) => index / 2);
    const stretches = numbers.flatMap((onset) =>
      numbers.filter((offset) => offset >= onset).map((offset) => ({ onset, offset })),
    );
    const sets: Stretch[][] = [
      [],
      [{ onset: 1, offset: 1 }],
      [
        { onset: 3, offset: 4 },
        { onset: 0.5, offset: 2 },
        { onset: 1, offset: 1.5 },
      ],
      [
        { onset: 1, offset: 2 },
        { onset: 2, offset: 3 },
      ],
      [
        { onset: 0, offset: 2 },
        { onset: 1.5, offset: 3.5 },
        { onset: 2, offset: 2 },
      ],
    ];
    for (const areas of sets) {
      const annotated = new AnnotatedAreas(areas);
      for (const stretch of stretches) {
        const touches = areas.some((area) => stretch.onset < area.offset && stretch.offset > area.onset);
        expect([areas, stretch, annotated.touch(stretch)]).toEqual([areas, stretch, touches]);
      }
    }
  });
});
