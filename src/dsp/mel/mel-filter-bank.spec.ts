import { melFilterBank } from './mel-filter-bank.js';
import { hzToMel, melFrequencies, type MelScale, melToHz } from './mel-scale.js';

describe('mel scale', () => {
  it.each(['slaney', 'htk'] as const)('%s is undone by its inverse', (scale) => {
    for (const frequency of [0, 20, 440, 999, 1_000, 1_001, 8_000, 22_050]) {
      expect(melToHz(hzToMel(frequency, scale), scale)).toBeCloseTo(frequency, 8);
    }
  });

  it('has the published values', () => {
    expect(hzToMel(1_000, 'slaney')).toBeCloseTo(15, 12);
    expect(hzToMel(6_400, 'slaney')).toBeCloseTo(42, 12);
    expect(hzToMel(1_000, 'htk')).toBeCloseTo(999.9855, 4);
    expect([...melFrequencies(3, 0, 1_000)].map(Math.round)).toEqual([0, 500, 1_000]);
  });

  it('keeps both ends exactly', () => {
    const frequencies = melFrequencies(9, 33.3, 22_050);
    expect([frequencies[0], frequencies[8]]).toEqual([33.3, 22_050]);
  });

  it.each([
    ['frequencyHz', () => hzToMel(NaN)],
    ['frequencyHz', () => hzToMel(-1)],
    ['mel', () => melToHz(Infinity)],
    ['scale', () => melToHz(1, 'bark' as MelScale)],
    ['count', () => melFrequencies(2 ** 31, 0, 8_000)],
    ['count', () => melFrequencies(0, 0, 8_000)],
    ['minimumHz', () => melFrequencies(3, 9_000, 8_000)],
    ['maximumHz', () => melFrequencies(3, 0, NaN)],
  ])('refuses a wrong %s', (argument, convert) => {
    expect(convert).toThrow(expect.objectContaining({ argument }) as Error);
  });
});

describe('melFilterBank', () => {
  const options = { sampleRateHz: 16_000, fftLength: 512, bands: 40 };

  it('gives triangles of area 1 over frequency', () => {
    const bank = melFilterBank({ ...options, fftLength: 8_192 });
    for (const weights of bank.weights) {
      const area = weights.reduce((sum, weight) => sum + weight, 0) * (16_000 / 8_192);
      expect(area).toBeCloseTo(1, 1);
    }
  });

  it('covers every frequency between the first and last centre equally when not normalised', () => {
    const bank = melFilterBank({ ...options, normalisation: 'none' });
    const cover = new Float64Array(bank.bins);
    bank.weights.forEach((weights, band) =>
      weights.forEach((weight, index) => (cover[bank.firstBins[band] + index] += weight)),
    );
    const centres = melFrequencies(42, 0, 8_000);
    const between = cover.filter((_, bin) => bin * 31.25 > centres[1] && bin * 31.25 < centres[40]);
    expect(between.length).toBeGreaterThan(200);
    expect(Math.max(...between.map((sum) => Math.abs(sum - 1)))).toBeLessThan(1e-5);
  });

  it('weighs a spectrum', () => {
    const bank = melFilterBank(options);
    const output = new Float32Array(42);
    bank.apply(new Float32Array(bank.bins).fill(1), output, 2);
    expect([...output.subarray(0, 2)]).toEqual([0, 0]);
    expect(output[41]).toBeCloseTo(
      bank.weights[39].reduce((sum, weight) => sum + weight, 0),
      6,
    );
  });

  it.each([512, 25])('oversampled weighs each of %i / 2 bins as often as its repetitions', (fftLength) => {
    const folded = melFilterBank({ ...options, fftLength, oversampling: 8 });
    const fine = melFilterBank({ ...options, fftLength: 8 * fftLength });
    const spectrum = Float32Array.from({ length: folded.bins }, (_, bin) => 1 + ((bin * 37) % 11));
    const repeated = Float32Array.from({ length: fine.bins }, (_, bin) => spectrum[Math.floor(bin / 8)]);
    const [actual, expected] = [new Float32Array(40), new Float32Array(40)];
    folded.apply(spectrum, actual);
    fine.apply(repeated, expected);
    expect(Math.min(...expected)).toBeGreaterThan(0);
    actual.forEach((value, band) => expect(value / expected[band]).toBeCloseTo(1, 5));
  });

  it.each([
    ['oversampling', { oversampling: 0 }],
    ['oversampling', { oversampling: 1.5 }],
    ['bands', { bands: 0 }],
    ['fftLength', { fftLength: 1.5 }],
    ['sampleRateHz', { sampleRateHz: Number.NaN }],
    ['maximumHz', { maximumHz: 8_001 }],
    ['minimumHz', { minimumHz: 4_000, maximumHz: 3_000 }],
    ['minimumHz', { minimumHz: 3_000, maximumHz: 3_000 }],
    ['scale', { scale: 'bark' as 'htk' }],
  ])('refuses a bad %s', (argument, bad) => {
    expect(() => melFilterBank({ ...options, ...bad })).toThrow(argument);
  });
});
