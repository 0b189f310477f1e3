import { Command } from 'commander';
import { trainSegmenterCommand } from './train-segmenter.command.js';
import { trainSentimentCommand } from './train-sentiment.command.js';
import { trainVoiceActivityCommand } from './train-voice-activity.command.js';

/** `earshot train …`: how the bundled models are made. */
export function trainCommand(): Command {
  return new Command('train')
    .description('Makes models that come with Earshot.')
    .addCommand(trainSegmenterCommand())
    .addCommand(trainSentimentCommand())
    .addCommand(trainVoiceActivityCommand());
}
