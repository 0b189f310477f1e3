import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { UnprocessableError } from '../../common/errors/errors.js';
import { BASE_SETTINGS } from '../network/base-settings.js';
import { type SegmenterSettings } from '../network/segmenter-settings.js';
import { type LabelledStretch } from '../learning/examples/labelled-clips.js';
import { readSamples } from './read-samples.js';
import { readWords } from './read-words.js';

export interface CorpusRecording extends LabelledStretch {
  /** Path within the corpus. */
  readonly file: string;
  /** Folder that it lies in: recordings of one kind. */
  readonly group: string;
}

export interface Corpus {
  readonly animals: readonly CorpusRecording[];
  readonly speech: readonly LabelledStretch[];
}

/** What a label file of WhisperSeg holds; only these fields count. */
interface LabelFile {
  readonly onset: readonly number[];
  readonly offset: readonly number[];
  readonly sr?: number;
  readonly min_frequency?: number;
  readonly tolerance?: number | string;
}

/**
 * Reads labelled recordings: every `x.wav` that has an `x.json` of WhisperSeg's form (`onset`, `offset`, s) beside it, in any folder below; and, if it is there,
 * speech as of `speech/words.csv` (`file,index,word,start_s,end_s,method`).
 *
 * @throws UnprocessableError when there are no labelled recordings or a label file is broken
 */
export async function readCorpus(directory: string): Promise<Corpus> {
  const files = (await readdir(directory, { recursive: true })).sort();
  const known = new Set(files);
  const animals: CorpusRecording[] = [];
  for (const file of files) {
    const labels = file.replace(/\.wav$/i, '.json');
    if (labels !== file && known.has(labels)) animals.push(await readRecording(directory, file, labels));
  }
  const words = files.find((file) => basename(file) === 'words.csv');
  const speech = words === undefined ? [] : await readWords(join(directory, words));
  if (animals.length === 0 && speech.length === 0) {
    throw new UnprocessableError('no-corpus', 'The directory holds no WAV file with a JSON file of labels beside it.');
  }
  return { animals, speech };
}

async function readRecording(directory: string, file: string, labelFile: string): Promise<CorpusRecording> {
  const labels = parseLabels(await readFile(join(directory, labelFile), 'utf8'), labelFile);
  const sampleRateHz = labels.sr ?? BASE_SETTINGS.sampleRateHz;
  const samples = await readSamples(join(directory, file), sampleRateHz);
  const settings: SegmenterSettings = {
    ...BASE_SETTINGS,
    sampleRateHz,
    minFrequencyHz: labels.min_frequency ?? 0,
    maxFrequencyHz: sampleRateHz / 2,
    toleranceSeconds: Number(labels.tolerance ?? BASE_SETTINGS.toleranceSeconds),
  };
  return {
    file,
    group: relative(directory, join(directory, file, '..')),
    samples,
    settings,
    area: { onset: 0, offset: samples.length / sampleRateHz },
    labels: labels.onset.map((onset, index) => ({ onset, offset: labels.offset[index], class: 0 })),
  };
}

function parseLabels(text: string, file: string): LabelFile {
  const refuse = (reason: string): never => {
    throw new UnprocessableError('bad-labels', `${file} ${reason}; it must hold lists onset and offset of seconds.`);
  };
  let labels: LabelFile;
  try {
    labels = JSON.parse(text) as LabelFile;
  } catch {
    return refuse('is not JSON');
  }
  const { onset, offset } = labels;
  const isTimes = (list: unknown) => Array.isArray(list) && list.every((time) => Number.isFinite(time));
  if (!isTimes(onset) || !isTimes(offset) || onset.length !== offset.length) return refuse('holds other labels');
  return labels;
}
