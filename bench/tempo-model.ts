/**
 * Fits the weights of src/dsp/rhythm/metrical-weights.ts to the labelled clips of ../shared/audio/music, and measures the model on clips that it was not
 * fitted to: whole pieces, families of loops and instruments are left out together, and then whole kinds of music.
 *
 *     npm run bench:tempo-model
 */
import { existsSync } from 'node:fs';
import { decodeClip } from './music/decode-clip.js';
import { MUSIC_FOLDER, readLabels } from './music/labels.js';
import { ScoreTable } from './music/score-table.js';
import { scoreTempo } from './music/tempo-score.js';
import { chances, fitConditionalLogit } from './tempo-model/conditional-logit.js';
import { type Example, exampleOf } from './tempo-model/example.js';

const RIDGE = 0.001;
const FOLDS = 8;

async function readExamples(): Promise<Example[]> {
  const examples: Example[] = [];
  for (const label of await readLabels({ instruments: true })) {
    if (label.bpm === null) continue;
    const example = exampleOf(label, label.bpm, await decodeClip(new URL(label.file, MUSIC_FOLDER)));
    if (example === undefined) console.log(`no pulse in ${label.file}`);
    else examples.push(example);
  }
  return examples;
}

/** The same shuffle each time, by a multiplicative hash of the names. */
function foldOf(group: string): number {
  let hash = 7;
  for (const character of group) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  return (Math.imul(hash, 2_654_435_761) >>> 16) % FOLDS;
}

/** Chooses for each part by what was fitted to the others, prints the accuracies and returns the chance of each choice. */
function crossValidate(
  title: string,
  examples: readonly Example[],
  partOf: (example: Example) => string | number,
): void {
  const table = new ScoreTable('accuracy 1', 'accuracy 2');
  const confidences: { chance: number; right: number }[] = [];
  for (const part of new Set(examples.map(partOf))) {
    const others = examples.filter((example) => partOf(example) !== part);
    const weights = fitConditionalLogit(others, RIDGE);
    for (const example of examples.filter((candidate) => partOf(candidate) === part)) {
      const probabilities = chances(example.alternatives, weights);
      const chance = Math.max(...probabilities);
      const score = scoreTempo(example.tempi[probabilities.indexOf(chance)], example.bpm);
      const isClip = example.kind !== 'phrases' && example.kind !== 'grooves';
      table.add(score, ...(isClip ? ['clips of bench:music'] : []), example.kind);
      if (isClip) confidences.push({ chance, right: score.strict });
    }
  }
  console.log(title);
  table.print();
  printCalibration(confidences);
}

function printCalibration(confidences: readonly { chance: number; right: number }[]): void {
  const mean = (values: readonly number[]): string =>
    (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3);
  const rows = [0, 0.5, 0.7, 0.9].map((from, index, limits) => {
    const within = confidences.filter(({ chance }) => chance >= from && chance < (limits[index + 1] ?? 2));
    const right = mean(within.map((value) => value.right));
    return [
      `confidence from ${from}`,
      { clips: within.length, 'mean confidence': mean(within.map(({ chance }) => chance)), 'accuracy 1': right },
    ] as const;
  });
  console.table(Object.fromEntries(rows));
}

async function main(): Promise<void> {
  if (!existsSync(new URL('manifest.csv', MUSIC_FOLDER))) {
    console.error(`The labelled clips are not here (${MUSIC_FOLDER.pathname}); nothing was measured.`);
    process.exitCode = 1;
    return;
  }
  const examples = await readExamples();
  crossValidate('Sources held out', examples, ({ group }) => foldOf(group));
  crossValidate('Kinds of music held out', examples, ({ kind }) => kind);
  console.log(
    'Weights',
    fitConditionalLogit(examples, RIDGE).map((value) => Number(value.toFixed(3))),
  );
}

await main();
