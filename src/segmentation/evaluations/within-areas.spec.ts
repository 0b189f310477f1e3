import { mergedAreas, withinAreas } from './within-areas.js';

const segment = (onset: number, offset: number) => ({ onset, offset, class: 'a' });

describe('mergedAreas', () => {
  it('joins areas that touch, sorts them and ends with the recording', () => {
    const areas = [
      { onset: 5, offset: 6 },
      { onset: 0, offset: 2 },
      { onset: 1, offset: 3 },
      { onset: 3, offset: 4 },
      { onset: 9, offset: 12 },
      { onset: 11, offset: 13 },
    ];
    expect(mergedAreas(areas, 10)).toEqual([
      { onset: 0, offset: 4 },
      { onset: 5, offset: 6 },
      { onset: 9, offset: 10 },
    ]);
  });
});

describe('withinAreas', () => {
  const areas = [
    { onset: 1, offset: 2 },
    { onset: 3, offset: 4 },
  ];

  it('drops what lies outside and clips what reaches in', () => {
    const segments = [segment(0, 1), segment(0.5, 1.5), segment(1.2, 1.3), segment(2, 3), segment(3.5, 5)];
    expect(withinAreas(segments, areas)).toEqual([segment(1, 1.5), segment(1.2, 1.3), segment(3.5, 4)]);
  });

  it('cuts what spans several areas into parts', () => {
    expect(withinAreas([segment(0, 9)], areas)).toEqual([segment(1, 2), segment(3, 4)]);
  });
});
