import { type ModelFigure } from '../../src/inference/model-card.dto.js';
import { type CorpusRecording } from '../../src/segmentation/corpus/read-corpus.js';
import { scoreAreas } from '../../src/segmentation/learning/fit-decoding.js';
import { learnSegmenter } from '../../src/segmentation/learning/learn-segmenter.js';
import { type Segmenter } from '../../src/segmentation/learning/learning-types.js';
import { scoreStretches } from '../../src/segmentation/learning/score-stretches.js';
import { type Weights } from '../../src/segmentation/learning/train-base-segmenter.js';
import { BASE_SETTINGS } from '../../src/segmentation/network/base-settings.js';
import { VOCAL } from '../../src/segmentation/network/segmenter-settings.js';
import { onnxRuntime } from '../../src/training/index.js';
import { type Division } from './first-seconds.js';
import { type Fold } from './folds.js';

export type Measured = ModelFigure;

/** The figures of a fold, segment F1 and frame F1 in turn. */
export async function measureFold(fold: Fold, weights: Weights): Promise<Measured[]> {
  const measured: Measured[] = [];
  const add = (data: string, { segmentF1, frameF1 }: { segmentF1: number; frameF1: number }) => {
    measured.push({ what: 'segment F1', figure: segmentF1, data, split: fold.split });
    measured.push({ what: 'frame F1', figure: frameF1, data, split: fold.split });
  };
  for (const { data, recordings } of fold.unseen) {
    add(data, await score({ settings: { ...BASE_SETTINGS, ...ownSettings(recordings[0]) }, weights }, recordings));
  }
  for (const { data, division } of fold.learned) add(data, await learnAndScore(division, weights));
  return measured;
}

async function learnAndScore({ training, test }: Division, weights: Weights) {
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

async function score(segmenter: Segmenter, recordings: readonly CorpusRecording[]) {
  const heard = recordings.map((recording) => ({ ...recording, settings: segmenter.settings }));
  const { stretches } = await scoreStretches(segmenter, heard, onnxRuntime({ threads: 1 }));
  return scoreAreas(stretches, segmenter.settings);
}

function ownSettings({ settings }: CorpusRecording) {
  const { sampleRateHz, maxFrequencyHz, minFrequencyHz, toleranceSeconds } = settings;
  return { sampleRateHz, maxFrequencyHz, minFrequencyHz, toleranceSeconds };
}
