import type { ModelFigure } from '../../inference/model-card.dto.js';
import type { NewModelManifest } from '../../inference/model-manifest.js';
import { FEATURES_VERSION, type NgramSettings } from '../model/sentiment-settings.js';
import { SENTIMENT_CLASSES } from '../sentiment-class.js';

export const NGRAM_GRAPH = 'model.onnx';

/** Words of a part of a long text: about as many as the texts have that it was trained on. */
const MAX_WORDS = 40;

export interface NgramLineage {
  /** What the model is run with. */
  readonly used: NgramSettings;
  /** What training was told. */
  readonly settings: object;
  readonly dataSha256: string;
  readonly figures: readonly ModelFigure[];
}

export const ngramSettings = (bucketCount: number): NgramSettings => ({
  family: 'ngrams',
  graph: NGRAM_GRAPH,
  labels: SENTIMENT_CLASSES,
  bucketCount,
  features: FEATURES_VERSION,
  maxTokens: MAX_WORDS,
});

/** The manifest of `sentiment-base`. Its figures are measured, when it is trained, on the texts that calibrated it and were not learned from. */
export function describeNgrams({ used, settings, dataSha256, figures }: NgramLineage): NewModelManifest {
  return {
    name: 'sentiment-base',
    task: 'sentiment',
    version: '1.0.0',
    source: 'bundled',
    licence: 'MIT (the weights; they hold no text)',
    description: 'Tells whether an English text is negative, neutral or positive, by its words and pieces of words.',
    settings: used,
    card: {
      data:
        'English tweets, one of three classes each (train.tsv and dev.tsv). Neither a licence nor a source came with the tables; the texts belong to those ' +
        'who wrote them and are no part of this model.',
      split:
        'Weights: train.tsv alone. Temperature and offsets of the classes: dev.tsv. Features and strength were chosen by holding a fifth of train.tsv out.',
      figures: [...figures],
      lineage: { base: null, dataSha256, settings },
      limits:
        'English only; another language gives numbers without meaning. Short written texts taught it, so speech, which has no smileys and capitals, is foreign to ' +
        'it; how well it does on transcripts is not known. It knows no irony and no context beyond a few words. Probabilities hold where the three classes ' +
        'are equally common; where one is rare, it is told too often. Emoji count as the emoticons that they resemble. Figures on dev.tsv are a little ' +
        'optimistic, because its texts calibrated the model (four numbers); the cross-fitted one is not.',
    },
  };
}
