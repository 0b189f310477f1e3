import { formatOfName } from './format-of-name.js';

describe('formatOfName', () => {
  it.each([
    ['labels.csv', 'csv'],
    ['dawn.chorus.JSON', 'json'],
    ['bird.TextGrid', 'textgrid'],
    ['bird.Table.1.selections.txt', undefined],
    ['labels', undefined],
    ['.constructor', undefined],
  ])('%s is %s', (name, format) => expect(formatOfName(name)).toBe(format));
});
