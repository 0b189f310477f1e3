import { join } from 'node:path';
import { type ModelFigure } from '../../inference/model-card.dto.js';
import { type ModelManifest } from '../../inference/model-manifest.js';
import { BASE_STEPS, type BaseTraining, trainBaseSegmenter } from '../learning/train-base-segmenter.js';
import { BASE_SETTINGS } from '../network/base-settings.js';
import { writeSegmenter } from '../network/segmenter-directory.js';
import { describeBase } from './describe-base.js';
import { fileCheckpoints } from './file-checkpoints.js';
import { hashCorpus } from './hash-corpus.js';
import { readCorpus } from './read-corpus.js';

export interface MakeBaseOptions extends Pick<BaseTraining, 'seed' | 'steps' | 'invented' | 'signal' | 'onProgress'> {
  /** Directory of labelled recordings: see `readCorpus`. */
  readonly data: string;
  /** Directory of the model, which is replaced. */
  readonly out: string;
  /** Directory of checkpoints; an interrupted run goes on from them. */
  readonly checkpoints?: string;
  readonly figures?: readonly ModelFigure[];
}

/** Trains a base from labelled recordings and writes it. The same data, seed and steps give the same weights. */
export async function makeBase(options: MakeBaseOptions): Promise<ModelManifest> {
  const { data, out, checkpoints, figures = [], seed, steps = BASE_STEPS } = options;
  const corpus = await readCorpus(data);
  const weights = await trainBaseSegmenter({
    ...options,
    animals: corpus.animals,
    speech: corpus.speech,
    checkpoints: checkpoints === undefined ? undefined : storesIn(checkpoints),
  });
  const description = describeBase({ seed, steps, dataSha256: hashCorpus(corpus), figures });
  return writeSegmenter(out, { settings: BASE_SETTINGS, weights }, description, { replace: true });
}

function storesIn(directory: string): Required<BaseTraining>['checkpoints'] {
  const [invented, labelled] = ['invented', 'labelled'].map((part) =>
    fileCheckpoints(join(directory, `${part}.safetensors`)),
  );
  return { invented, labelled };
}
