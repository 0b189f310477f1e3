import { amplitudeToDb, powerToDb } from './decibels.js';

const rounded = (values: Float32Array): number[] => [...values].map((value) => Math.round(value * 1e3) / 1e3);

describe('decibels', () => {
  it('measures against 1, a number or the maximum', () => {
    expect(rounded(powerToDb(Float32Array.of(1, 10, 0.1)))).toEqual([0, 10, -10]);
    expect(rounded(powerToDb(Float32Array.of(1, 10), { reference: 10 }))).toEqual([-10, 0]);
    expect(rounded(powerToDb(Float32Array.of(1, 100), { reference: 'maximum' }))).toEqual([-20, 0]);
    expect(rounded(amplitudeToDb(Float32Array.of(1, 10), { reference: 'maximum' }))).toEqual([-20, 0]);
  });

  it('raises what lies below the range, and keeps it without one', () => {
    expect(rounded(powerToDb(Float32Array.of(1, 1e-9)))).toEqual([0, -80]);
    expect(rounded(powerToDb(Float32Array.of(1, 1e-9), { rangeDb: 20 }))).toEqual([0, -20]);
    expect(rounded(powerToDb(Float32Array.of(1, 0), { rangeDb: null }))).toEqual([0, -100]);
  });

  it('makes silence a constant', () => {
    expect(rounded(powerToDb(new Float32Array(3), { reference: 'maximum' }))).toEqual([0, 0, 0]);
  });

  it('refuses NaN, infinities and bad options', () => {
    expect(() => powerToDb(Float32Array.of(1, Number.NaN))).toThrow('values[1] must be a finite number, but is NaN.');
    expect(() => powerToDb(Float32Array.of(Infinity))).toThrow('values[0]');
    expect(() => powerToDb(Float32Array.of(1), { reference: 0 })).toThrow('reference');
    expect(() => powerToDb(Float32Array.of(1), { rangeDb: -1 })).toThrow('rangeDb');
    expect(() => powerToDb(Float32Array.of(1), { smallest: 0 })).toThrow('smallest');
  });
});
