import { amplitudeToDb, dbToAmplitude, dbToPower, powerToDb } from './decibels.js';

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

  it('goes back to power and amplitude', () => {
    expect(rounded(dbToPower(Float32Array.of(0, 10, -10, 3), { reference: 2 }))).toEqual([2, 20, 0.2, 3.991]);
    expect(rounded(dbToAmplitude(Float32Array.of(0, 20, -20, 6)))).toEqual([1, 10, 0.1, 1.995]);
    const power = Float32Array.of(1e-9, 0.5, 3, 1e4);
    dbToPower(powerToDb(power, { rangeDb: null })).forEach((value, index) => {
      expect(value / power[index]).toBeCloseTo(1, 5);
    });
    expect(dbToPower(new Float32Array(0))).toHaveLength(0);
    expect(() => dbToPower(Float32Array.of(Number.NaN))).toThrow('decibels[0]');
    expect(() => dbToAmplitude(Float32Array.of(1), { reference: -1 })).toThrow('reference');
  });
});
