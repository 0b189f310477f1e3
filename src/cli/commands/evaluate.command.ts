import { Command, Option } from 'commander';
import { join } from 'node:path';
import { UnprocessableError } from '../../common/errors/errors.js';
import { commandLine } from '../../config/command-line.js';
import { programSessions } from '../../inference/graph-sessions.js';
import { readManifest } from '../../inference/model-directory.js';
import { clusterName } from '../../segmentation/cluster-name.js';
import { segmentAudio } from '../../segmentation/inference/segment-audio.js';
import { segmenterSettings } from '../../segmentation/network/segmenter-directory.js';
import type { SegmentEvent } from '../../segmentation/network/segmenter-settings.js';
import { frameBinSeconds } from '../../segmentation/scores/frame-wise.js';
import { SegmentScorer } from '../../segmentation/scores/score-segments.js';
import { audioFilesIn, audioSource, stemOf } from '../audio/audio-inputs.js';
import { readSegments } from '../labels/read-segments.js';
import { labelFilesIn, type NamedPair, readPairs } from '../labels/segment-pairs.js';
import { scoreJson, scoreTable } from '../output/score-report.js';
import { addHearingOptions, chosenSegmenter, given, type HearingOptions, toOverrides } from './hearing-options.js';
import { numberArgument } from './number-argument.js';

interface EvaluateOptions extends HearingOptions {
  readonly predictions?: string;
  readonly labels?: string;
  readonly tolerance?: number;
  readonly iou: number;
  readonly target_cluster?: string;
  readonly json?: boolean;
}

/** What is scored, and how exactly by default. */
interface Evaluated {
  readonly model?: { readonly name: string; readonly version: string };
  readonly timeStepSeconds: number;
  readonly pairs: AsyncIterable<NamedPair> | Iterable<NamedPair>;
}

/** Time step of WhisperSeg's models, where no model says another one. */
const DEFAULT_STEP_SECONDS = 0.0025;
const TOLERANCE_STEPS = 4;

/** `earshot evaluate`: scores as WhisperSeg's evaluation counts them, and more. */
export function evaluateCommand(): Command {
  const command = new Command('evaluate')
    .description(
      'Scores a segmenter on labelled recordings, or predictions against labels: precision, recall and F1 of segments, of frames and by overlap.',
    )
    .argument('[folder]', 'recordings, each with a file of labels beside it: x.wav with x.json or x.csv')
    .addOption(new Option('--predictions <path>', 'file or folder of CSV or JSON to score instead of a model'))
    .option('--labels <path>', 'file or folder of CSV or JSON to score them by')
    .option(
      '--tolerance <seconds>',
      'of a segment (default: what the labels say, else 4 time steps)',
      numberArgument(0, 60),
    )
    .addOption(new Option('--iou <0..1>', 'least overlap').argParser(numberArgument(0.01, 1)).default(0.5))
    .option('--target_cluster <name>', 'score this class only')
    .option('--json', 'print JSON');
  return addHearingOptions(command)
    .action((folder: string | undefined, options: EvaluateOptions) => evaluate(folder, options, command))
    .addHelpText(
      'after',
      `
Examples:
  ${commandLine('evaluate --model segmenter-base recordings')}
  ${commandLine('evaluate --predictions predicted.csv --labels labelled.csv --json')}`,
    );
}

async function evaluate(folder: string | undefined, options: EvaluateOptions, command: Command): Promise<void> {
  const { predictions, labels } = options;
  const isOfFiles = predictions !== undefined && labels !== undefined;
  if ((folder === undefined) === !isOfFiles) {
    command.error('error: give a folder of labelled recordings, or --predictions and --labels');
  }
  const { model, timeStepSeconds, pairs } = isOfFiles
    ? { timeStepSeconds: stepOf(options, DEFAULT_STEP_SECONDS), pairs: await readPairs(predictions, labels) }
    : await heardPairs(folder!, options);
  const scorer = new SegmentScorer({
    toleranceSeconds: TOLERANCE_STEPS * timeStepSeconds,
    binSeconds: frameBinSeconds(timeStepSeconds),
    minimumIou: options.iou,
    targetClass: options.target_cluster,
  });
  let recordings = 0;
  for await (const { toleranceSeconds, ...pair } of pairs) {
    recordings++;
    scorer.add(pair, given(options.tolerance) ?? toleranceSeconds);
  }
  const scores = scorer.finish();
  process.stdout.write(options.json === true ? scoreJson(scores, { model, recordings }) : scoreTable(scores));
}

const stepOf = (options: EvaluateOptions, otherwise: number): number => given(options.spec_time_step) ?? otherwise;

async function heardPairs(folder: string, options: EvaluateOptions): Promise<Evaluated> {
  const directory = await chosenSegmenter(options);
  const manifest = await readManifest(directory);
  const { name, version } = manifest;
  const { timeStepSeconds } = segmenterSettings(manifest);
  const labelFiles = await labelFilesIn(folder);
  const audio = (await audioFilesIn(folder)).filter((file) => labelFiles.has(stemOf(file)));
  if (audio.length === 0) {
    throw new UnprocessableError(
      'no-labels',
      `No recording of ${folder} has a file of labels (.json, .csv) beside it.`,
    );
  }
  const pairs = hearAll(
    audio.map((file) => ({ name: file, path: join(folder, file), labelFile: labelFiles.get(stemOf(file))! })),
    directory,
    options,
  );
  return { model: { name, version }, timeStepSeconds: stepOf(options, timeStepSeconds), pairs };
}

async function* hearAll(
  recordings: readonly { readonly name: string; readonly path: string; readonly labelFile: string }[],
  directory: string,
  options: EvaluateOptions,
): AsyncGenerator<NamedPair> {
  const sessions = programSessions();
  for (const { name, path, labelFile } of recordings) {
    const { segments: labels, minFrequencyHz, toleranceSeconds } = await readSegments(labelFile, name);
    const overrides = { ...toOverrides(options), minFrequencyHz: given(options.min_frequency) ?? minFrequencyHz };
    const events: SegmentEvent[] = [];
    const input = { source: audioSource(path), directory, overrides, channel: given(options.channel_id) };
    const { settings } = await segmentAudio(input, sessions, { onEvents: (more) => void events.push(...more) });
    const predictions = events.map((event) => ({ ...event, class: clusterName(settings.classes[event.class]) }));
    yield { name, predictions, labels, toleranceSeconds };
  }
}
