import { Command, Option } from 'commander';
import { join } from 'node:path';
import { ApplicationError } from '../../common/errors/application-error.js';
import { commandLine } from '../../config/command-line.js';
import { type GraphSessions, programSessions } from '../../inference/graph-sessions.js';
import { segmentAudio } from '../../segmentation/inference/segment-audio.js';
import type { SegmentEvent } from '../../segmentation/network/segmenter-settings.js';
import { audioFilesIn, audioSource, withStandardInput } from '../audio/audio-inputs.js';
import { FAILURE_EXIT_CODE, reportCommandFailure } from '../command-failure.js';
import { segmentHeader, segmentRow } from '../output/segment-rows.js';
import { withTextOutput } from '../output/text-output.js';
import { addHearingOptions, chosenSegmenter, given, type HearingOptions, toOverrides } from './hearing-options.js';

interface SegmentOptions extends HearingOptions {
  readonly audio_path?: string;
  readonly audio_folder?: string;
  readonly csv_save_path: string;
}

/** What programs of WhisperSeg also take. */
const WITHOUT_EFFECT: readonly (readonly [flags: string, why: string])[] = [
  ['--num_trials <n>', 'windows join without seams here, so there is nothing to vote on'],
  ['--batch_size <n>', 'windows are heard one after the other'],
  ['--device <name>', 'the processor is used'],
  ['--device_ids <ids...>', 'the processor is used'],
];

/** `earshot segment`: the command line of WhisperSeg's `segment.py`. */
export function segmentCommand(): Command {
  const command = new Command('segment')
    .description(
      'Finds the vocalisations of recordings and writes them as CSV: [filename,]onset,offset,cluster (seconds).',
    )
    .option('--audio_path <file>', 'recording; "-" for standard input')
    .addOption(new Option('--audio_folder <folder>', 'all recordings of a folder').conflicts('audio_path'))
    .requiredOption('--csv_save_path <file>', 'CSV file to write; "buffer" for standard output');
  addHearingOptions(command);
  for (const [flags, why] of WITHOUT_EFFECT) command.option(flags, `accepted, without effect: ${why}`);
  return command
    .action((options: SegmentOptions) => segment(options, command))
    .addHelpText(
      'after',
      `
Examples:
  ${commandLine('segment --audio_path bird.wav --csv_save_path bird.csv')}
  ${commandLine('segment --model_path my-model --audio_folder recordings --csv_save_path all.csv')}
  cat bird.wav | ${commandLine('segment --audio_path - --csv_save_path buffer')}`,
    );
}

async function segment(options: SegmentOptions, command: Command): Promise<void> {
  const { audio_path: path, audio_folder: folder } = options;
  if (path === undefined && folder === undefined) command.error('error: give --audio_path or --audio_folder');
  const directory = await chosenSegmenter(options);
  const run = new SegmentRun(directory, options);
  if (folder === undefined && path === '-') {
    return withStandardInput((file) => run.file(file));
  }
  return folder === undefined ? run.file(path!) : run.folder(folder);
}

class SegmentRun {
  private readonly sessions: GraphSessions = programSessions();

  constructor(
    private readonly directory: string,
    private readonly options: SegmentOptions,
  ) {}

  file(path: string): Promise<void> {
    return withTextOutput(this.options.csv_save_path, async (output) => {
      const rows = await this.hear(path);
      output.write(segmentHeader(false));
      rows.forEach((row) => output.write(row));
    });
  }

  /** A recording that cannot be read does not keep the others from being heard; the exit code tells of it. */
  async folder(folder: string): Promise<void> {
    const names = await audioFilesIn(folder);
    await withTextOutput(this.options.csv_save_path, async (output) => {
      output.write(segmentHeader(true));
      for (const name of names) {
        try {
          (await this.hear(join(folder, name), name)).forEach((row) => output.write(row));
        } catch (error) {
          if (!(error instanceof ApplicationError)) throw error;
          process.exitCode = FAILURE_EXIT_CODE;
          reportCommandFailure(new ApplicationError(error.status, error.code, `${name}: ${error.message}`));
        }
      }
    });
  }

  /** Rows come when all was heard: of a recording that breaks off in the middle there are none. */
  private async hear(path: string, fileName?: string): Promise<string[]> {
    const { directory, options } = this;
    const input = {
      source: audioSource(path),
      directory,
      overrides: toOverrides(options),
      channel: given(options.channel_id),
    };
    const events: SegmentEvent[] = [];
    const { settings } = await segmentAudio(input, this.sessions, { onEvents: (more) => void events.push(...more) });
    return events.map((event) => segmentRow(event, settings.classes, fileName));
  }
}
