import { createHash } from 'node:crypto';
import { type LabelledStretch } from '../learning/examples/labelled-clips.js';
import { type Corpus } from './read-corpus.js';

/** SHA-256 of what training hears and is told, in lower-case hexadecimal: samples, rates and labels, not names. */
export function hashCorpus({ animals, speech }: Corpus): string {
  const hash = createHash('sha256');
  for (const { samples, settings, labels } of [...animals, ...speech] as readonly LabelledStretch[]) {
    hash.update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
    hash.update(JSON.stringify([settings.sampleRateHz, settings.minFrequencyHz, labels]));
  }
  return hash.digest('hex');
}
