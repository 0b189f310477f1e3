import { warningsOf } from './training-warning.js';

const NOTHING = {
  labelsOutside: 0,
  labelsClipped: 0,
  areasCut: 0,
  areasOutside: 0,
  areasMerged: 0,
  areasWithoutLabels: 0,
  labelsOverlapping: 0,
  labelsRepeated: 0,
};
const rare = (cluster: string) => ({ species: 'finch', individual: 'R1', cluster });

describe('warningsOf', () => {
  const messages = (...args: Parameters<typeof warningsOf>): string[] =>
    warningsOf(...args).map(({ message }) => message);

  it('says one of one and many of many', () => {
    expect(messages({ ...NOTHING, labelsOutside: 1, areasCut: 2 }, [])).toEqual([
      '1 label lies outside of all areas and was left out.',
      '2 areas went on after the end of their recording and were cut there.',
    ]);
    expect(messages(NOTHING, [rare('a')])).toEqual(['1 class has one example, too few to learn it: finch / R1 / a.']);
    expect(messages(NOTHING, [rare('a'), rare('b')])[0]).toMatch(
      /^2 classes have one example, too few to learn them: /,
    );
  });
});
