import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ModelFigure } from '../../../../src/inference/model-card.dto.js';
import { HELD_OUT_SPEAKER, MODEL_FOLDER } from './build-options.js';
import { digitManifest } from './manifest.js';
import { writeDigitModel } from './model-files.js';
import { DigitRecipe } from './recipe.js';

/**
 * `npm run models:test-digits [-- --data <folder> --work <folder> --figures <file>]`: trains the test model and writes its files. Needs espeak-ng,
 * flite and Festival with the voices of `festival-voices.ts` (Debian packages espeak-ng, flite, festival, festvox-*), the packages of `packaged-digits.ts` and the recordings. About an hour of one core; a run that was ended goes on.
 * `--figures` takes what `npm run bench:digits -- --figures` wrote into the model's card.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/audio' },
    work: { type: 'string', default: join(tmpdir(), 'earshot-digits') },
    figures: { type: 'string' },
  },
});
const recipe = new DigitRecipe(values.data, values.work, (part, step, steps, metrics) => {
  if (step % 20 !== 0) return;
  const numbers = Object.entries(metrics).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  process.stderr.write(`${part} ${step}/${steps}: ${numbers.join(', ')}\n`);
});
const weights = await recipe.trainWithout(HELD_OUT_SPEAKER);
const figures =
  values.figures === undefined ? [] : (JSON.parse(await readFile(values.figures, 'utf8')) as ModelFigure[]);
await writeDigitModel(MODEL_FOLDER, weights, digitManifest(figures));
