import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ModelFigure } from '../src/inference/model-card.dto.js';
import { readBackgrounds } from '../test/models/build/digits/backgrounds.js';
import { HELD_OUT_SPEAKER, MODEL_FOLDER } from '../test/models/build/digits/build-options.js';
import { DigitRecipe } from '../test/models/build/digits/recipe.js';
import { SPEAKERS } from '../test/models/build/digits/recorded-digits.js';
import { measureInventions, measureSpeaker } from './digits/measure.js';
import { withEngine } from './digits/engine.js';
import { DigitRecogniser, type Recogniser } from './digits/recognise.js';

/**
 * `npm run bench:digits [-- --folds --data <folder> --figures <file>]`: word error rate, boundary error and calibration of the test model
 * on the speaker that it never heard, and what it invents on other sounds. With `--folds`, also of weights trained the same way
 * without each of the speakers (needs espeak-ng and flite; kept in the work folder, so a second run only measures).
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/audio' },
    work: { type: 'string', default: join(tmpdir(), 'earshot-digits') },
    folds: { type: 'boolean', default: false },
    figures: { type: 'string' },
  },
});
const THE_MODEL = 'the model';

const recipe = new DigitRecipe(values.data, values.work, (part, step, steps) => {
  if (step % 20 === 0) console.error(`${part} ${step}/${steps}`);
});
const figures: ModelFigure[] = [];
/** Prints a row, and keeps its numbers for the card of the model if they are of it. */
function tell(weights: string, by: string, data: string, numbers: object): void {
  console.log(JSON.stringify({ weights, by, data, ...numbers }));
  if (weights !== THE_MODEL) return;
  const split = 'held-out speakers and pieces of music';
  for (const [name, figure] of Object.entries(numbers) as [string, number | null][]) {
    if (figure !== null)
      figures.push({ what: `${name} by ${by}`, figure: Math.round(figure * 1e4) / 1e4, data, split });
  }
}

const sounds = await readBackgrounds(values.data, 'test');
async function measure(weights: string, by: string, recogniser: Recogniser, speaker: string): Promise<void> {
  for (const { what, scores } of await measureSpeaker(recogniser, speaker, await recipe.speaker(speaker))) {
    tell(weights, by, `${speaker}, ${what}`, scores);
  }
  for (const { what, ...numbers } of await measureInventions(recogniser, sounds)) tell(weights, by, what, numbers);
}

await withEngine(MODEL_FOLDER, (engine) => measure(THE_MODEL, 'the transcriber', engine, HELD_OUT_SPEAKER));
const file = (name: string) => readFile(join(MODEL_FOLDER, name));
const greedy = await DigitRecogniser.of(await file('encoder_model.onnx'), await file('decoder_model_merged.onnx'));
await measure(THE_MODEL, 'greedy decoding', greedy, HELD_OUT_SPEAKER);
await greedy.release();

for (const speaker of values.folds ? SPEAKERS : []) {
  const recogniser = await DigitRecogniser.ofWeights(await recipe.trainWithout(speaker));
  await measure(`without ${speaker}`, 'greedy decoding', recogniser, speaker);
  await recogniser.release();
}
if (values.figures !== undefined) await writeFile(values.figures, `${JSON.stringify(figures, null, 2)}\n`);
