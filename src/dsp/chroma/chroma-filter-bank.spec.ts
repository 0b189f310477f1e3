import { chromaFilterBank } from './chroma-filter-bank.js';

/** Bins of 13.75 Hz: number 32 is a' = 440 Hz. */
const OPTIONS = { sampleRateHz: 28_160, fftLength: 2_048 };
const BINS = 1_025;
const column = (bank: Float32Array, bin: number): number[] =>
  Array.from({ length: bank.length / BINS }, (_, row) => bank[row * BINS + bin]);

describe('chromaFilterBank', () => {
  it('is a Gaussian about the class, of norm 1 before the octaves are weighted', () => {
    const weights = column(chromaFilterBank(OPTIONS), 32);
    const norm = Math.sqrt(1 + 2 * Math.exp(-4) + 2 * Math.exp(-16));
    // One octave below the middle, half a standard deviation.
    const height = Math.exp(-0.125) / norm;
    expect(weights[9]).toBeCloseTo(height, 6);
    expect(weights[8]).toBeCloseTo(height * Math.exp(-2), 6);
    expect(weights[10]).toBeCloseTo(height * Math.exp(-2), 6);
    expect(weights[3]).toBeCloseTo(0, 6);
  });

  it('begins at C and follows the tuning', () => {
    const strongest = (tuning: number, bin: number): number => {
      const weights = column(chromaFilterBank({ ...OPTIONS, tuning }), bin);
      return weights.indexOf(Math.max(...weights));
    };
    expect(strongest(0, 38)).toBe(0); // 522.5 Hz, c''
    expect(strongest(0, 32)).toBe(9);
    expect(strongest(0.6, 32)).toBe(8);
    expect(strongest(-0.6, 32)).toBe(10);
  });

  it('spreads bins that are wider than a class over their neighbours, and 0 Hz over all', () => {
    const bank = chromaFilterBank(OPTIONS);
    const flatness = (bin: number): number => Math.min(...column(bank, bin)) / Math.max(...column(bank, bin));
    expect(flatness(1)).toBeGreaterThan(flatness(2));
    expect(flatness(0)).toBeGreaterThan(0.7);
    expect(Math.max(...column(bank, 0))).toBeLessThan(0.01);
  });

  it('has multiples of twelve classes', () => {
    const weights = column(chromaFilterBank({ ...OPTIONS, classes: 24 }), 32);
    expect(weights).toHaveLength(24);
    expect(weights.indexOf(Math.max(...weights))).toBe(18);
    expect(() => chromaFilterBank({ ...OPTIONS, classes: 13 })).toThrow('classes');
  });

  it('refuses bad options', () => {
    expect(() => chromaFilterBank({ ...OPTIONS, sampleRateHz: Number.NaN })).toThrow('sampleRateHz');
    expect(() => chromaFilterBank({ ...OPTIONS, fftLength: 7 })).toThrow('fftLength');
    expect(() => chromaFilterBank({ ...OPTIONS, tuning: 1.5 })).toThrow('tuning');
  });
});
