import { Command } from 'commander';
import { commandLine } from '../../config/command-line.js';
import { makeSentimentBase } from '../../sentiment/learning/make-sentiment-base.js';
import { NGRAM_TRAINING } from '../../sentiment/learning/train-ngrams.js';
import { tell } from './hearing-options.js';
import { wholeNumber } from './train-segmenter.command.js';

interface TrainOptions {
  readonly data: string;
  readonly out: string;
  readonly iterations: number;
}

/** Iterations between two lines of progress. */
const TELL_ITERATIONS = 5;

/** `earshot train sentiment`: how the bundled model is made. */
export function trainSentimentCommand(): Command {
  return new Command('sentiment')
    .description(
      'Trains a linear sentiment model from labelled texts. Nothing is random: the same texts give the same model.',
    )
    .requiredOption('--data <folder>', 'train.tsv and dev.tsv: a line "label<TAB>text", then one for each text')
    .requiredOption('--out <folder>', 'directory of the model, which is replaced')
    .option('--seed <number>', 'accepted as by the other trainings; nothing here depends on it', wholeNumber(0), 1)
    .option('--iterations <number>', 'most steps of the optimiser', wholeNumber(1), NGRAM_TRAINING.iterations)
    .action((options: TrainOptions) => train(options))
    .addHelpText(
      'after',
      `\nExample:\n  ${commandLine('train sentiment --data tweets --out models/sentiment/my-base')}`,
    );
}

async function train({ data, out, iterations }: TrainOptions): Promise<void> {
  const { name, version, card } = await makeSentimentBase({
    data,
    out,
    iterations,
    onIteration: (iteration, loss) => {
      if (iteration % TELL_ITERATIONS === 0) tell(`${iteration}/${iterations}: loss ${loss.toFixed(4)}`);
    },
  });
  for (const { what, figure, data: measured, split } of card.figures)
    tell(`${what} ${figure} on ${measured}. ${split}.`);
  tell(`Wrote ${name} ${version} to ${out}.`);
}
