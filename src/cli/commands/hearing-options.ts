import { type Command, Option } from 'commander';
import type { SegmentOverrides } from '../../segmentation/inference/settings-in-force.js';
import { DEFAULT_SEGMENTER, findSegmenter } from '../models/find-segmenter.js';
import { addShelfOptions, type ShelfOptions, shelfEnvironment } from '../models/model-shelf.js';
import { numberArgument } from './number-argument.js';

/** Which segmenter hears recordings, and how. */
export interface HearingOptions extends ShelfOptions {
  readonly model_path?: string;
  readonly model?: string;
  readonly min_frequency?: number;
  readonly spec_time_step?: number;
  readonly min_segment_length?: number;
  readonly threshold?: number;
  readonly channel_id?: number;
}

/** Options whose absence means what the model was trained with. */
export function addHearingOptions(command: Command): Command {
  return addShelfOptions(command)
    .option('--model_path <directory>', 'directory of a segmenter, or the name of one that is installed or trained')
    .addOption(new Option('--model <name>', `the same; without both, ${DEFAULT_SEGMENTER}`).conflicts('model_path'))
    .option('--min_frequency <hz>', "lowest frequency to hear (default: the model's)", numberArgument(0, 192_000))
    .option(
      '--spec_time_step <seconds>',
      "time between two frames (default: the model's)",
      numberArgument(0.0002, 0.05),
    )
    .option('--min_segment_length <seconds>', "shortest vocalisation (default: the model's)", numberArgument(0, 60))
    .option(
      '--threshold <0..1>',
      "how sure a frame must be; lower finds more (default: the model's)",
      numberArgument(0, 1),
    )
    .option('--channel_id <n>', 'channel to hear, from 0 (default: the mean of all)', numberArgument(0, 63));
}

/** The directory of the segmenter that was asked for. @throws NotFoundError, ConflictError as {@link findSegmenter} */
export const chosenSegmenter = (options: HearingOptions): Promise<string> =>
  findSegmenter(options.model_path ?? options.model ?? DEFAULT_SEGMENTER, () => shelfEnvironment(options), tell);

export const toOverrides = (options: HearingOptions): SegmentOverrides => ({
  minFrequencyHz: given(options.min_frequency),
  timeStepSeconds: given(options.spec_time_step),
  minSegmentSeconds: given(options.min_segment_length),
  threshold: given(options.threshold),
});

/** The parser makes an empty text of a number that is not given. */
export const given = (number: unknown): number | undefined => (typeof number === 'number' ? number : undefined);

/** Says something beside the result. */
export const tell = (sentence: string): void => void process.stderr.write(`earshot: ${sentence}\n`);
