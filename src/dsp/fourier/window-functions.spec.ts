import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { windowFunction, type WindowName } from './window-functions.js';

const NAMES: WindowName[] = ['rectangular', 'hann', 'hamming', 'blackman', 'blackman-harris'];

describe('windowFunction', () => {
  it.each(NAMES)('%s peaks at 1 in the middle and is symmetric', (name) => {
    const periodic = windowFunction(name, 16);
    expect(periodic[8]).toBeCloseTo(1, 4);
    for (let index = 1; index < 8; index++) expect(periodic[8 - index]).toBeCloseTo(periodic[8 + index], 12);
    const symmetric = windowFunction(name, 15, { periodic: false });
    for (let index = 0; index < 7; index++) expect(symmetric[index]).toBeCloseTo(symmetric[14 - index], 12);
  });

  it('gives the Hann window of librosa and SciPy', () => {
    expect([...windowFunction('hann', 4)].map((value) => Number(value.toFixed(12)))).toEqual([0, 0.5, 1, 0.5]);
    expect([...windowFunction('hann', 5, { periodic: false })].map((value) => Number(value.toFixed(12)))).toEqual([
      0, 0.5, 1, 0.5, 0,
    ]);
  });

  it('takes a single sample', () => {
    expect(windowFunction('hann', 1)).toHaveLength(1);
  });

  it('refuses unknown names and lengths', () => {
    expect(() => windowFunction('kaiser' as WindowName, 4)).toThrow(DspArgumentError);
    expect(() => windowFunction('hann', 0)).toThrow('length');
    expect(() => windowFunction('hann', Number.NaN)).toThrow('length');
  });
});
