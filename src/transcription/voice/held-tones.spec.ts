import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decoded, sourceAt } from '../../../test/support/decoded.js';
import { HeldTones } from './held-tones.js';

const RATE_HZ = 16_000;
const SPEECH = 'test/fixtures/speech';

/** Sound whose frequency is told for every moment, with two overtones. */
function toneAt(seconds: number, frequencyAt: (second: number) => number): Float32Array {
  let phase = 0;
  return Float32Array.from({ length: Math.round(seconds * RATE_HZ) }, (_, index) => {
    phase += (2 * Math.PI * frequencyAt(index / RATE_HZ)) / RATE_HZ;
    return 0.2 * (Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.2 * Math.sin(3 * phase));
  });
}

function isFilled(samples: Float32Array, from = 0, to = samples.length / RATE_HZ): boolean {
  const tones = new HeldTones();
  tones.push(samples);
  tones.flush();
  return tones.fill(Math.round(from * 100), Math.round(to * 100));
}

describe('HeldTones', () => {
  it.each([110, 440, 987.77])('knows a note of %d Hz', (frequency) => {
    expect(isFilled(toneAt(0.5, () => frequency))).toBe(true);
  });

  it('knows a note that dies away, and one in blocks after much else', () => {
    const note = toneAt(0.6, () => 330).map((sample, index) => sample * Math.exp(-index / 3000));
    expect(isFilled(note)).toBe(true);
    const tones = new HeldTones();
    const scene = new Float32Array(3 * RATE_HZ);
    scene.set(note, 2 * RATE_HZ);
    for (let start = 0; start < scene.length; start += 777) tones.push(scene.subarray(start, start + 777));
    tones.flush();
    tones.forget(150);
    expect(tones.fill(200, 260)).toBe(true);
  });

  it.each([
    ['glides as speech does', toneAt(0.5, (second) => 120 + 40 * second)],
    ['changes half way', toneAt(0.4, (second) => (second < 0.2 ? 300 : 350))],
    ['is too short to tell', toneAt(0.15, () => 300)],
    ['is silent', new Float32Array(8000)],
  ])('takes for no note what %s', (_what, samples) => expect(isFilled(samples)).toBe(false));

  it('takes no spoken digit for a note', async () => {
    const strings = JSON.parse(await readFile(join(SPEECH, 'digits.json'), 'utf8')) as Record<
      string,
      { words: { start: number; end: number }[] }
    >;
    let words = 0;
    for (const [name, { words: spoken }] of Object.entries(strings)) {
      const source = sourceAt(join(SPEECH, name), null);
      const [samples] = (await decoded(source, { sampleRateHz: RATE_HZ })).channels;
      for (const { start, end } of spoken) {
        expect(isFilled(samples, start, end)).toBe(false);
        words++;
      }
    }
    expect(words).toBeGreaterThan(90);
  });
});
