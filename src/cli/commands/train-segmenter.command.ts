import { Command, InvalidArgumentError } from 'commander';
import { readFile } from 'node:fs/promises';
import { commandLine } from '../../config/command-line.js';
import type { ModelFigure } from '../../inference/model-card.dto.js';
import { makeBase } from '../../segmentation/corpus/make-base.js';
import { BASE_STEPS } from '../../segmentation/learning/train-base-segmenter.js';
import { readSafetensors } from '../../training/index.js';
import { tell } from './hearing-options.js';

interface TrainOptions {
  readonly data: string;
  readonly out: string;
  readonly seed: number;
  readonly inventedSteps: number;
  readonly labelledSteps: number;
  readonly checkpoints?: string;
  readonly invented?: string;
  readonly figures?: string;
}

/** Steps between two lines of progress. */
const TELL_STEPS = 50;

/** `earshot train segmenter`: how the bundled base is made. */
export function trainSegmenterCommand(): Command {
  return new Command('segmenter')
    .description('Trains a segmenter from labelled recordings, from random weights on, on one thread.')
    .requiredOption(
      '--data <folder>',
      'recordings: each x.wav with x.json (onset, offset) beside it; speech with words.csv',
    )
    .requiredOption('--out <folder>', 'directory of the model, which is replaced')
    .option('--seed <number>', 'of all that is random', wholeNumber(0), 1)
    .option('--invented-steps <number>', 'on invented calls and speech', wholeNumber(1), BASE_STEPS.invented)
    .option('--labelled-steps <number>', 'then on the recordings, too', wholeNumber(1), BASE_STEPS.labelled)
    .option('--checkpoints <folder>', 'where an interrupted run goes on from')
    .option('--invented <file>', 'weights that the first part gave before; it is left out')
    .option('--figures <file>', 'JSON of `npm run bench:segmentation`, for the model card')
    .action((options: TrainOptions) => train(options))
    .addHelpText(
      'after',
      `\nExample:\n  ${commandLine('train segmenter --data recordings --out models/segmentation/my-base')}`,
    );
}

async function train(options: TrainOptions): Promise<void> {
  const { data, out, seed, inventedSteps, labelledSteps, checkpoints, invented, figures } = options;
  const manifest = await makeBase({
    data,
    out,
    seed,
    checkpoints,
    invented: invented === undefined ? undefined : readSafetensors(await readFile(invented)).allFloat32(),
    figures: figures === undefined ? [] : (JSON.parse(await readFile(figures, 'utf8')) as ModelFigure[]),
    steps: { invented: inventedSteps, labelled: labelledSteps },
    onProgress: (part, step, steps, loss) => {
      if (step % TELL_STEPS === 0 || step === steps) tell(`${part} ${step}/${steps}: loss ${loss.toFixed(3)}`);
    },
  });
  tell(`Wrote ${manifest.name} ${manifest.version} to ${out}.`);
}

export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (Number.isSafeInteger(number) && number >= least) return number;
    throw new InvalidArgumentError(`It must be a whole number of ${least} or more.`);
  };
}
