import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { resample, WHISPER_RATE_HZ } from '../../../../src/dsp/index.js';
import { HELD_OUT_SPEAKER } from './build-options.js';
import { assembleString, type StringOptions } from './digit-strings.js';
import { DigitRecipe } from './recipe.js';
import { DIGITS } from './vocabulary.js';

/**
 * `node dist/test/models/build/digits/make-fixtures.js`, after a build: strings of the speaker whom the test model never heard, and of one
 * whom it did, at 8 kHz, with the
 * times of their words. Needs ffmpeg and the recordings.
 */
const FOLDER = 'test/fixtures/speech';
/** Its voice was learned from: what is wrong in these strings is not for want of knowing the voice. */
const KNOWN_SPEAKER = 'jackson';
const FIXTURES: readonly (StringOptions & { readonly name: string; readonly speaker: string })[] = [
  { name: 'digits-one', speaker: HELD_OUT_SPEAKER, words: [1, 1] },
  { name: 'digits-three', speaker: HELD_OUT_SPEAKER, words: [3, 3] },
  { name: 'digits-five', speaker: HELD_OUT_SPEAKER, words: [5, 5] },
  { name: 'digits-eight', speaker: HELD_OUT_SPEAKER, words: [8, 8], longestSeconds: 9.5 },
  { name: 'digits-hurried', speaker: HELD_OUT_SPEAKER, words: [6, 6], longestPause: 0.08 },
  { name: 'digits-long', speaker: HELD_OUT_SPEAKER, words: [40, 40] },
  { name: 'digits-known-three', speaker: KNOWN_SPEAKER, words: [3, 3] },
  { name: 'digits-known-six', speaker: KNOWN_SPEAKER, words: [6, 6], longestSeconds: 9.5 },
  { name: 'digits-known-long', speaker: KNOWN_SPEAKER, words: [30, 30] },
];
const RATE_HZ = 8000;

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/audio' },
    work: { type: 'string', default: join(tmpdir(), 'earshot-digits') },
  },
});
const recipe = new DigitRecipe(values.data, values.work);
await mkdir(FOLDER, { recursive: true });
const truth: Record<string, object> = {};
for (const { name, speaker, ...options } of FIXTURES) {
  const { samples, words } = assembleString(await recipe.speaker(speaker), `fixture ${name}`, options);
  const narrow = resample(samples, { fromHz: WHISPER_RATE_HZ, toHz: RATE_HZ });
  await writeFlac(join(FOLDER, `${name}.flac`), narrow);
  truth[`${name}.flac`] = {
    speaker,
    isKnownToModel: speaker !== HELD_OUT_SPEAKER,
    durationSeconds: narrow.length / RATE_HZ,
    words: words.map(({ digit, start, end }) => ({ word: DIGITS[digit], start: round(start), end: round(end) })),
  };
}
await writeFile(join(FOLDER, 'digits.json'), `${JSON.stringify(truth, null, 2)}\n`);

async function writeFlac(path: string, samples: Float32Array): Promise<void> {
  const raw = join(tmpdir(), `digits-${process.pid}.raw`);
  await writeFile(
    raw,
    Int16Array.from(samples, (value) => Math.max(-32768, Math.min(32767, Math.round(value * 32768)))),
  );
  const input = ['-f', 's16le', '-ar', String(RATE_HZ), '-ac', '1', '-i', raw];
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', ...input, '-bitexact', '-compression_level', '12', path]);
  await rm(raw);
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
