import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeModelDirectory } from '../../inference/model-directory.js';
import type { ModelManifest } from '../../inference/model-manifest.js';
import { exportNgrams } from '../model/export-ngrams.js';
import { describeNgrams, NGRAM_GRAPH, ngramSettings } from './describe-base.js';
import { measureNgrams } from './measure-ngrams.js';
import { readExamples, type SentimentExample } from './read-examples.js';
import { NGRAM_TRAINING, trainNgrams } from './train-ngrams.js';

export interface MakeSentimentBaseOptions {
  /** Directory of `train.tsv` and `dev.tsv`: see `readExamples`. */
  readonly data: string;
  /** Directory of the model, which is replaced. */
  readonly out: string;
  readonly iterations?: number;
  readonly bucketCount?: number;
  readonly onIteration?: (iteration: number, loss: number) => void;
}

/** Trains the linear model and writes it. Nothing is random: the same tables give the same bytes. */
export async function makeSentimentBase(options: MakeSentimentBaseOptions): Promise<ModelManifest> {
  const { data, out, onIteration } = options;
  const settings = {
    ...NGRAM_TRAINING,
    iterations: options.iterations ?? NGRAM_TRAINING.iterations,
    bucketCount: options.bucketCount ?? NGRAM_TRAINING.bucketCount,
  };
  const hash = createHash('sha256');
  const read = async (name: string): Promise<SentimentExample[]> => {
    const bytes = await readFile(join(data, name));
    hash.update(bytes);
    return readExamples(bytes.toString('utf8'));
  };
  const train = await read('train.tsv');
  const dev = await read('dev.tsv');
  const trained = trainNgrams({ ...settings, train, dev, onIteration });
  const graph = exportNgrams(trained.model, trained.calibration);
  const used = ngramSettings(settings.bucketCount);
  const figures = await measureNgrams(graph, used, dev);
  const manifest = describeNgrams({ used, settings, dataSha256: hash.digest('hex'), figures });
  return writeModelDirectory(out, manifest, { [NGRAM_GRAPH]: graph }, { replace: true });
}
