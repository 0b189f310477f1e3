import { toStorableJson } from './storable-json.js';

const stored = (value: object): unknown => JSON.parse(toStorableJson(value));

describe('toStorableJson', () => {
  it('leaves alone what the database can hold', () => {
    const value = { text: 'Ärger "quoted" \\ \n 🎵 \\u0000 \\\\ud800', list: [1, null, true], 'a\tkey': {} };
    expect(stored(value)).toEqual(value);
  });

  it('replaces NUL and halves of surrogate pairs, in keys too', () => {
    expect(stored({ 'a\u0000': 'b\u0000c', half: '\ud83c!', other: '\udfb5', escaped: '\\\u0000' })).toEqual({
      'a\ufffd': 'b\ufffdc',
      half: '\ufffd!',
      other: '\ufffd',
      escaped: '\\\ufffd',
    });
  });

  it('writes what is no number as null', () => {
    expect(stored({ values: [NaN, Infinity, 1] })).toEqual({ values: [null, null, 1] });
  });

  it('refuses what JSON cannot say', () => {
    const ring: Record<string, unknown> = {};
    ring.self = ring;
    expect(() => toStorableJson(ring)).toThrow(TypeError);
    expect(() => toStorableJson({ big: 1n })).toThrow(TypeError);
  });
});
