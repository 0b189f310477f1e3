import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCorpus } from '../src/segmentation/corpus/read-corpus.js';
import {
  trainBaseSegmenter,
  trainOnInventedCalls,
  type Weights,
} from '../src/segmentation/learning/train-base-segmenter.js';
import { readSafetensors, writeSafetensors } from '../src/training/index.js';
import { folds } from './segmentation/folds.js';
import { measureFold, type Measured } from './segmentation/measure-fold.js';
import { brierScore, expectedCalibrationError, type JudgedEvent, reliability } from './segmentation/reliability.js';

/**
 * `npm run bench:segmentation [-- --data <folder> --figures <file> --only <fold>]`: the figures of the model card, and what confidences mean. Every fold trains a base without the birds,
 * recordings or species that it is measured on; only the first part of training, which hears no labelled animal, is shared. Weights are
 * kept under the temporary directory, so a second run only measures. About an hour on one core.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/audio' },
    only: { type: 'string' },
    figures: { type: 'string' },
    kept: { type: 'string', default: join(tmpdir(), 'earshot-bench-segmentation') },
  },
});
const SEED = 1;

const corpus = await readCorpus(values.data);
const invented = await kept('invented', () =>
  trainOnInventedCalls({ ...corpus, seed: SEED, onProgress: tellProgress('invented') }),
);
const figures: Measured[] = [];
const judged = { unseen: [] as JudgedEvent[], learned: [] as JudgedEvent[] };
for (const fold of folds(corpus.animals)) {
  if (values.only !== undefined && fold.name !== values.only) continue;
  const animals = corpus.animals.filter((recording) => !fold.leavesOut(recording));
  const weights = await kept(fold.name, () =>
    trainBaseSegmenter({ animals, speech: corpus.speech, seed: SEED, invented, onProgress: tellProgress(fold.name) }),
  );
  const fromFold = await measureFold(fold, weights);
  judged.unseen.push(...fromFold.unseen);
  judged.learned.push(...fromFold.learned);
  for (const measured of fromFold.figures) {
    figures.push(measured);
    console.log(`${measured.data} (${measured.split}): ${measured.what} ${measured.figure.toFixed(3)}`);
  }
}
for (const [what, events] of Object.entries(judged)) {
  const error = expectedCalibrationError(events).toFixed(3);
  console.log(
    `confidence, ${what}: ${events.length} events, calibration error ${error}, Brier ${brierScore(events).toFixed(3)}`,
  );
  for (const bin of reliability(events)) {
    console.log(
      `  from ${bin.from}: ${bin.events} events, mean ${bin.meanConfidence.toFixed(2)}, true ${bin.trueShare.toFixed(2)}`,
    );
  }
}
if (values.figures !== undefined) await writeFile(values.figures, `${JSON.stringify(figures, null, 2)}\n`);

async function kept(name: string, make: () => Promise<Weights>): Promise<Weights> {
  const path = join(values.kept, `${name}.safetensors`);
  if (!existsSync(path)) {
    await mkdir(values.kept, { recursive: true });
    await writeFile(path, writeSafetensors(await make()));
  }
  return readSafetensors(await readFile(path)).allFloat32();
}

function tellProgress(name: string) {
  return (_: string, step: number, steps: number, loss: number) => {
    if (step % 100 === 0) console.error(`${name} ${step}/${steps}: loss ${loss.toFixed(3)}`);
  };
}
