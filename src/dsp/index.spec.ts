import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as dsp from './index.js';

const README = readFileSync(join(__dirname, 'README.md'), 'utf8');
const RATE = 44_100;

/** Chords of C, F, G and C, one every half a second. */
function music(seconds: number): Float32Array {
  const roots = [0, 5, 7, 0];
  return Float32Array.from({ length: seconds * RATE }, (_, index) => {
    const chord = Math.floor((2 * index) / RATE);
    const time = index / RATE - chord / 2;
    const notes = [0, 4, 7, 12].map((note) => 261.63 * 2 ** ((note + roots[chord % 4]) / 12));
    const sum = notes.reduce((total, hertz) => total + Math.sin(2 * Math.PI * hertz * time), 0);
    return 0.2 * sum * Math.exp(-4 * time);
  });
}

describe('the library', () => {
  it('has every function that its README names', () => {
    const table = README.split('\n').filter((line) => line.startsWith('| `'));
    const named = table.flatMap(
      (line) =>
        line
          .split('|')
          .slice(3)
          .join('|')
          .match(/(?<=`)\w+(?=`)/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((name) => !(name in dsp))).toEqual([]);
  });

  it('does what the example of its README says', () => {
    const sampleRateHz = 22_050;
    const samples = dsp.resample(music(12), { fromHz: RATE, toHz: sampleRateHz });
    const { frames, bins, data } = dsp.logMelSpectrogram(samples, {
      sampleRateHz,
      fftLength: 2_048,
      hopLength: 512,
      bands: 128,
      reference: 'maximum',
    });
    expect([frames, bins, data.length]).toEqual([517, 128, 517 * 128]);
    expect(data.reduce((most, level) => Math.max(most, level))).toBeCloseTo(0, 4);
    const { tempi, beats } = dsp.analyseRhythm(dsp.onsetStrength(samples, { sampleRateHz }));
    expect(tempi[0].bpm).toBeCloseTo(120, 0);
    expect(beats.length).toBeGreaterThan(20);
    const { pitchClasses, clarity, seconds } = dsp.pitchClassProfile(samples, { sampleRateHz });
    const [key] = dsp.estimateKey(pitchClasses, { clarity, seconds });
    expect(dsp.camelotCode(key)).toBe('8B');
  });
});
