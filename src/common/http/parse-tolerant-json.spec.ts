import { parseTolerantJson } from './parse-tolerant-json.js';

describe('parseTolerantJson', () => {
  it.each([
    ['{"a": NaN, "b": [Infinity,-Infinity, 1]}', { a: null, b: [null, null, 1] }],
    ['{"NaN": "NaN, -Infinity", "b": NaN}', { NaN: 'NaN, -Infinity', b: null }],
    [String.raw`{"a": "\"NaN", "b": "\\", "c": NaN}`, { a: '"NaN', b: '\\', c: null }],
    [String.raw`["\\\"", NaN, "\\\\", NaN]`, ['\\"', null, '\\\\', null]],
    ['NaN', null],
    ['{"a": "x"}', { a: 'x' }],
  ])('reads %s', (text, value) => {
    expect(parseTolerantJson(text)).toEqual(value);
  });

  it.each(['', '{', '{"a": NaNs}', '{"a": notNaN}', '{"a": "NaN', '{"a": \\NaN}', '[1 NaN]', "{'a': 1}"])(
    'refuses %j',
    (text) => {
      expect(() => parseTolerantJson(text)).toThrow('JSON');
    },
  );

  it('takes time linear in the text, however its quotation marks and backslashes are meant', () => {
    for (const part of ['\\"', '"', '\\', '""NaN', '"\\\\']) {
      const text = `[NaN, "${part.repeat(2_000_000)}`;
      expect(() => parseTolerantJson(text)).toThrow('JSON');
    }
  });
});
