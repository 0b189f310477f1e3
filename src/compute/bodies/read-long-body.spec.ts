import { LONG_BODY_VALUES } from '../../common/http/body-limits.js';
import { readLongBody } from './read-long-body.js';

const zeros = (count: number): string => Array<string>(count).fill('0').join(',');

describe('readLongBody', () => {
  it('reads objects and lists with as many values as allowed', () => {
    expect(readLongBody('{"texts": ["a", "b"]}')).toEqual({ texts: ['a', 'b'] });
    expect(readLongBody(`[${zeros(LONG_BODY_VALUES)}]`)).toHaveLength(LONG_BODY_VALUES);
  });

  it.each([
    ['broken JSON', '{"texts": [', 'The body is not valid JSON.'],
    ['text', '"text"', 'The body is not valid JSON.'],
    ['null', 'null', 'The body is not valid JSON.'],
    ['too many values', `{"a": [${zeros(LONG_BODY_VALUES)}]}`, 'The body holds more than 50000 values.'],
    ['too many values in many lists', `[${Array(30_000).fill('[0]').join(',')}]`, 'more than 50000 values.'],
    ['nesting without end', `${'['.repeat(40_000)}${']'.repeat(40_000)}`, 'nested 32 deep'],
    ['a name of every object', '{"options": {"__proto__": 1}}', '__proto__'],
  ])('refuses %s', (_case, text, message) => {
    expect(() => readLongBody(text)).toThrow(message);
  });
});
