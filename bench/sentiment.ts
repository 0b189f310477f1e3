import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { programSessions } from '../src/inference/graph-sessions.js';
import { classifyTexts } from '../src/sentiment/inference/classify-texts.js';
import { readExamples } from '../src/sentiment/learning/read-examples.js';
import { classificationScores } from '../src/sentiment/scores/classification-scores.js';
import { SENTIMENT_CLASSES } from '../src/sentiment/sentiment-class.js';

/**
 * `npm run bench:sentiment [-- --model <folder> --data <table>]`: how well a stored model tells the classes of labelled texts, how honest its probabilities are,
 * and how long a text takes. Any table of `label<TAB>text` will do, any installed model of the task too.
 */
const { values } = parseArgs({
  options: {
    model: { type: 'string', default: join('models', 'sentiment', 'sentiment-base') },
    data: { type: 'string', default: '../shared/text/sentiment/dev.tsv' },
  },
});
const BINS = 10;

const examples = readExamples(await readFile(values.data, 'utf8'));
const sessions = programSessions();
// Loads the model.
await classifyTexts(values.model, ['warm up'], sessions);
const startedAt = performance.now();
const judged = await classifyTexts(
  values.model,
  examples.map(({ text }) => text),
  sessions,
);
const milliseconds = performance.now() - startedAt;

// A text with nothing to judge counts as neutral.
const probabilities = judged.map((each) => each ?? [0, 1, 0]);
const told = probabilities.map((each) => each.indexOf(Math.max(...each)));
const truth = examples.map(({ label }) => label);
const { macroRecall, recalls, f1OfPolar, accuracy } = classificationScores(truth, told);
console.log(`${values.model} on ${values.data} (${examples.length} texts)`);
console.log(`macro-averaged recall ${macroRecall.toFixed(4)}`);
for (const [index, name] of SENTIMENT_CLASSES.entries())
  console.log(`  recall of ${name} ${recalls[index].toFixed(3)}`);
console.log(`F1 of positive and negative ${f1OfPolar.toFixed(4)}, accuracy ${accuracy.toFixed(4)}`);
console.log(`expected calibration error ${calibrationError().toFixed(4)} (${BINS} bins of the likeliest class)`);
console.log(`${(milliseconds / examples.length).toFixed(2)} ms a text`);
await sessions.clear();

/** Guo et al. 2017: mean distance, by bins of probability, between how often the likeliest class is right and how likely it is said to be. */
function calibrationError(): number {
  const bins = Array.from({ length: BINS }, () => ({ said: 0, right: 0 }));
  for (const [index, each] of probabilities.entries()) {
    const likelihood = Math.max(...each);
    const bin = bins[Math.min(BINS - 1, Math.floor(likelihood * BINS))];
    bin.said += likelihood;
    bin.right += Number(told[index] === truth[index]);
  }
  return bins.reduce((sum, { said, right }) => sum + Math.abs(said - right), 0) / examples.length;
}
