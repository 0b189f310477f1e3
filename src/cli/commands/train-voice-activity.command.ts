import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { commandLine } from '../../config/command-line.js';
import type { ModelFigure } from '../../inference/model-card.dto.js';
import { missingPackages } from '../../transcription/voice/learning/corpus/read-packages.js';
import { isLearned, packagesFor } from '../../transcription/voice/learning/corpus/sound-packages.js';
import { makeVoiceBase } from '../../transcription/voice/learning/make-voice-base.js';
import { DETECTOR_TRAINING } from '../../transcription/voice/learning/train-detector.js';
import { tell } from './hearing-options.js';
import { wholeNumber } from './train-segmenter.command.js';

interface TrainOptions {
  readonly data: string;
  readonly sounds?: string;
  readonly out: string;
  readonly seed: number;
  readonly scenes: number;
  readonly steps: number;
  readonly figures?: string;
}

/** Scenes and steps between two lines of progress. */
const TELL_SCENES = 500;
const TELL_STEPS = 50;

/** `earshot train voice-activity`: how the bundled detector is made. */
export function trainVoiceActivityCommand(): Command {
  return new Command('voice-activity')
    .description('Trains what tells speech from music, animals and machines, from random weights on, on one thread.')
    .requiredOption('--data <folder>', 'recordings: speech/manifest.csv, music/manifest.csv, animals/*.wav')
    .option(
      '--sounds <folder>',
      'where packages are installed, as /usr/share: the sounds of those named below are learned from, too',
    )
    .requiredOption('--out <folder>', 'directory of the model, which is replaced')
    .option('--seed <number>', 'of all that is random', wholeNumber(0), 1)
    .option(
      '--scenes <number>',
      'moments of 4 s that are made up of the recordings',
      wholeNumber(1),
      DETECTOR_TRAINING.scenes,
    )
    .option('--steps <number>', 'of 16 scenes each', wholeNumber(1), DETECTOR_TRAINING.steps)
    .option('--figures <file>', 'JSON of `npm run bench:voice-activity`, for the model card')
    .action((options: TrainOptions) => train(options))
    .addHelpText(
      'after',
      `\nThe bundled model also learned from sounds of Debian 12:\n  apt install ${packagesFor(isLearned).join(' ')}\n` +
        `\nExample:\n  ${commandLine('train voice-activity --data recordings --sounds /usr/share --out models/voice-activity/my-base')}`,
    );
}

async function train({ figures, ...options }: TrainOptions): Promise<void> {
  const { scenes, steps, out, sounds } = options;
  if (sounds !== undefined) await tellMissing(sounds);
  const manifest = await makeVoiceBase({
    ...options,
    figures: figures === undefined ? [] : (JSON.parse(await readFile(figures, 'utf8')) as ModelFigure[]),
    onScene: (made) => {
      if (made % TELL_SCENES === 0) tell(`scene ${made}/${scenes}`);
    },
    onStep: (step, loss) => {
      if (step % TELL_STEPS === 0 || step === steps) tell(`step ${step}/${steps}: loss ${loss.toFixed(3)}`);
    },
  });
  tell(`Wrote ${manifest.name} ${manifest.version} to ${out}.`);
}

async function tellMissing(sounds: string): Promise<void> {
  const missing = await missingPackages(sounds, isLearned);
  if (missing.length > 0) tell(`Not in ${sounds}, so not learned from: apt install ${missing.join(' ')}`);
}
