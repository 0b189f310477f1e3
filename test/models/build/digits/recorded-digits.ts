import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DigitClip, trimSilence } from './clip.js';
import { readSamples } from './read-samples.js';

/** The speakers whose takes lie in the data folder. */
export const SPEAKERS = ['george', 'jackson', 'nicolas', 'yweweler'] as const;

/** Clips of the Free Spoken Digit Dataset: `<folder>/<speaker>/<digit>_<speaker>_<take>.flac`, 8 kHz. */
export async function readRecordedDigits(folder: string): Promise<DigitClip[]> {
  const clips: DigitClip[] = [];
  for (const speaker of SPEAKERS) {
    const files = (await readdir(join(folder, speaker))).filter((file) => file.endsWith('.flac')).sort();
    for (const file of files) {
      const [digit, , take] = file.replace('.flac', '').split('_');
      const samples = trimSilence(await readSamples(join(folder, speaker, file)));
      clips.push({ digit: Number(digit), speaker, take, samples });
    }
  }
  return clips;
}
