import { Command, InvalidArgumentError } from 'commander';
import { makeBase } from '../../segmentation/corpus/make-base.js';
import { BASE_STEPS } from '../../segmentation/learning/train-base-segmenter.js';
import { tell } from './hearing-options.js';

interface TrainOptions {
  readonly data: string;
  readonly out: string;
  readonly seed: number;
  readonly inventedSteps: number;
  readonly labelledSteps: number;
  readonly checkpoints?: string;
}

/** Steps between two lines of progress. */
const TELL_STEPS = 50;

/** `earshot train segmenter`: how the bundled base is made. */
export function trainCommand(): Command {
  const segmenter = new Command('segmenter')
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
    .action((options: TrainOptions) => train(options))
    .addHelpText('after', '\nExample:\n  earshot train segmenter --data recordings --out models/segmentation/my-base');
  return new Command('train').description('Makes models that learning begins with.').addCommand(segmenter);
}

async function train({ data, out, seed, inventedSteps, labelledSteps, checkpoints }: TrainOptions): Promise<void> {
  const manifest = await makeBase({
    data,
    out,
    seed,
    checkpoints,
    steps: { invented: inventedSteps, labelled: labelledSteps },
    onProgress: (part, step, steps, loss) => {
      if (step % TELL_STEPS === 0 || step === steps) tell(`${part} ${step}/${steps}: loss ${loss.toFixed(3)}`);
    },
  });
  tell(`Wrote ${manifest.name} ${manifest.version} to ${out}.`);
}

function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (Number.isSafeInteger(number) && number >= least) return number;
    throw new InvalidArgumentError(`It must be a whole number of ${least} or more.`);
  };
}
