import { pythonFloat, pythonString } from './python-literal.js';

describe('pythonFloat', () => {
  it.each([
    [0, '0.0'],
    [-0, '-0.0'],
    [1, '1.0'],
    [7.86, '7.86'],
    [57.48, '57.48'],
    [-2.5, '-2.5'],
    [0.1 + 0.2, '0.30000000000000004'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [0.000012345, '1.2345e-05'],
    [1e-7, '1e-07'],
    [5e-324, '5e-324'],
    [123456789, '123456789.0'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [1.5e300, '1.5e+300'],
    [0.031249999, '0.031249999'],
  ])('%d is %s', (value, text) => {
    expect(pythonFloat(value)).toBe(text);
    expect(Number(text)).toBe(value);
  });
});

describe('pythonString', () => {
  it.each([
    ['puppy', `'puppy'`],
    ["don't", `"don't"`],
    [`don't say "x"`, `'don\\'t say "x"'`],
    ['say "x"', `'say "x"'`],
    ['back\\slash', `'back\\\\slash'`],
    ['a\nb\tc\r', `'a\\nb\\tc\\r'`],
    ['naïve 犬 🐦', `'naïve 犬 🐦'`],
    ['\u0000\u007f\u00a0', `'\\x00\\x7f\\xa0'`],
    ['\u2028\u200b\ufeff', `'\\u2028\\u200b\\ufeff'`],
    ['\u{e0001}', `'\\U000e0001'`],
  ])('%j is %s', (text, literal) => {
    expect(pythonString(text)).toBe(literal);
  });
});
