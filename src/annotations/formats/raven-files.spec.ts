import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from './decode-text.js';
import { raven } from './raven.js';

const read = (name: string, fileName: string) => {
  const path = join(process.cwd(), 'test/fixtures/labels', `raven-${name}.txt`);
  return raven.parse(decodeText(readFileSync(path)), { fileName });
};

describe('tables in the shape of Raven', () => {
  it('of a list of files with many columns: the rows of the recording, timed within it', () => {
    const { labels, remarks } = read('file-list', 'site1_0700.wav');
    expect(labels).toEqual([
      expect.objectContaining({
        onsetSeconds: 29.383,
        offsetSeconds: 40.257033,
        lowFrequencyHz: 1587.06,
        highFrequencyHz: 4136.485,
        channel: 1,
        text: 'donkey "far off"',
      }),
    ]);
    expect(remarks[0]).toBe('1 rows of further views of a selection were left out.');
    expect(remarks[1]).toBe('2 rows about other files were left out.');
    expect(remarks[2]).toContain('Delta Freq (Hz), Avg Power Density (dB FS/Hz), Begin Clock Time');
  });

  it('of BirdNET: species, confidence and file, without the rows that say that nothing was heard', () => {
    const dawn = read('birdnet', 'dawn.wav');
    expect(dawn.labels).toMatchObject([
      { onsetSeconds: 0, offsetSeconds: 3, species: 'Eurasian Blackbird', confidence: 0.87, highFrequencyHz: 15000 },
      { onsetSeconds: 3, offsetSeconds: 6, species: 'Common Chaffinch', confidence: 0.4216 },
    ]);
    const dusk = read('birdnet', 'dusk.wav');
    expect(dusk.labels).toMatchObject([{ onsetSeconds: 9, offsetSeconds: 12, species: 'Tawny Owl' }]);
    expect(dusk.labels).toHaveLength(1);
    expect(dusk.remarks).toContain('1 rows of "nocall" were left out.');
  });

  it('of waveforms only: without frequencies', () => {
    expect(read('waveform', 'any.wav').labels).toMatchObject([
      { onsetSeconds: 1.293, offsetSeconds: 6.465, lowFrequencyHz: null, highFrequencyHz: null },
      { onsetSeconds: 7, offsetSeconds: 8.5 },
    ]);
  });
});
