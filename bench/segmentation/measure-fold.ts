import { type ModelFigure } from '../../src/inference/model-card.dto.js';
import { type CorpusRecording } from '../../src/segmentation/corpus/read-corpus.js';
import { type AreaScores, scoreEvents } from '../../src/segmentation/learning/fit-decoding.js';
import { learnSegmenter } from '../../src/segmentation/learning/learn-segmenter.js';
import { type Segmenter } from '../../src/segmentation/learning/learning-types.js';
import { scoreStretches } from '../../src/segmentation/learning/score-stretches.js';
import { type Weights } from '../../src/segmentation/learning/train-base-segmenter.js';
import { BASE_SETTINGS } from '../../src/segmentation/network/base-settings.js';
import { decodeEvents } from '../../src/segmentation/network/event-decoder.js';
import { VOCAL } from '../../src/segmentation/network/segmenter-settings.js';
import { onnxRuntime } from '../../src/training/index.js';
import { type Division } from './first-seconds.js';
import { type Fold } from './folds.js';
import { type JudgedEvent, judgeEvents } from './reliability.js';

export type Measured = ModelFigure;

/** What a fold gave, and how sure the models were of their events. */
export interface MeasuredFold {
  readonly figures: readonly Measured[];
  readonly unseen: readonly JudgedEvent[];
  readonly learned: readonly JudgedEvent[];
}

interface Score extends AreaScores {
  readonly judged: readonly JudgedEvent[];
}

/** The figures of a fold, segment F1 and frame F1 in turn. */
export async function measureFold(fold: Fold, weights: Weights): Promise<MeasuredFold> {
  const [unseen, learned]: JudgedEvent[][] = [[], []];
  const measured: Measured[] = [];
  const add = (data: string, { segmentF1, frameF1 }: { segmentF1: number; frameF1: number }) => {
    measured.push({ what: 'segment F1', figure: segmentF1, data, split: fold.split });
    measured.push({ what: 'frame F1', figure: frameF1, data, split: fold.split });
  };
  for (const { data, recordings } of fold.unseen) {
    const scored = await score({ settings: { ...BASE_SETTINGS, ...ownSettings(recordings[0]) }, weights }, recordings);
    add(data, scored);
    unseen.push(...scored.judged);
  }
  for (const { data, division } of fold.learned) {
    const scored = await learnAndScore(division, weights);
    add(data, scored);
    learned.push(...scored.judged);
  }
  return { figures: measured, unseen, learned };
}

async function learnAndScore({ training, test }: Division, weights: Weights): Promise<Score> {
  const learned = await learnSegmenter({
    base: { settings: BASE_SETTINGS, weights },
    classes: [VOCAL],
    settings: ownSettings(training[0]),
    audio: training.map(({ file, samples, area, labels }) => ({
      source: file,
      read: () => Promise.resolve(samples),
      area,
      labels,
    })),
  });
  return score(learned, test);
}

async function score(segmenter: Segmenter, recordings: readonly CorpusRecording[]): Promise<Score> {
  const given = recordings.map((recording) => ({ ...recording, settings: segmenter.settings }));
  const { stretches } = await scoreStretches(segmenter, given, onnxRuntime({ threads: 1 }));
  const heard = stretches.map(({ scores, ...stretch }) => ({
    ...stretch,
    events: decodeEvents(scores, segmenter.settings),
  }));
  return { ...scoreEvents(heard, segmenter.settings), judged: judgeEvents(heard) };
}

function ownSettings({ settings }: CorpusRecording) {
  const { sampleRateHz, maxFrequencyHz, minFrequencyHz, toleranceSeconds } = settings;
  return { sampleRateHz, maxFrequencyHz, minFrequencyHz, toleranceSeconds };
}
