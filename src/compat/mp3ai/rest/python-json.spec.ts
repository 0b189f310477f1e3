import { dumpCounts, dumpList, renderWithFloats } from './python-json.js';

it('writes lists and counts as json.dumps does', () => {
  expect(dumpList([])).toBe('[]');
  expect(dumpList(['puppy', 'puppies', 'mother'])).toBe('["puppy", "puppies", "mother"]');
  expect(dumpList(['naïve', '犬', '🐦', 'a"b\\c'])).toBe('["na\\u00efve", "\\u72ac", "\\ud83d\\udc26", "a\\"b\\\\c"]');
  expect(dumpCounts(new Map())).toBe('{}');
  expect(
    dumpCounts(
      new Map([
        ['puppy', 3],
        ['2', 5],
        ['1', 1],
      ]),
    ),
  ).toBe('{"puppy": 3, "2": 5, "1": 1}');
});

it('renders objects compactly with floats', () => {
  expect(renderWithFloats({ name: 'naïve "x"', on: true, zero: 0, small: 1e-5, third: 1 / 3 })).toBe(
    '{"name":"naïve \\"x\\"","on":true,"zero":0.0,"small":1e-05,"third":0.3333333333333333}',
  );
});
