import { InvalidManifestError } from '../../inference/model-errors.js';
import { MANIFEST_FILE, type ModelManifest } from '../../inference/model-manifest.js';
import { SENTIMENT_CLASSES, type SentimentClass } from '../sentiment-class.js';

/** A linear model over hashed features: see `textFeatures`. */
export interface NgramSettings {
  readonly family: 'ngrams';
  readonly graph: string;
  readonly labels: readonly SentimentClass[];
  /** Rows of its weights. */
  readonly bucketCount: number;
  /** Which features it was trained on; others would be nonsense to it. */
  readonly features: typeof FEATURES_VERSION;
  /** Words of a window; longer texts are cut. */
  readonly maxTokens: number;
}

/** A transformer of the RoBERTa family that classifies sequences: `input_ids`, `attention_mask` → `logits`. */
export interface RobertaSettings {
  readonly family: 'roberta';
  readonly graph: string;
  /** What each logit stands for. */
  readonly labels: readonly SentimentClass[];
  /** Tokens of a window, with the two special ones. */
  readonly maxTokens: number;
}

export type SentimentSettings = NgramSettings | RobertaSettings;

/** To be raised with every change of `textFeatures`. */
export const FEATURES_VERSION = 1;

const MOST_TOKENS = 100_000;
const MOST_BUCKETS = 2 ** 24;

/**
 * The settings of a sentiment model, checked.
 * @throws InvalidManifestError when the model is for another task or a setting is wrong
 */
export function sentimentSettings({ name, task, settings }: ModelManifest): SentimentSettings {
  const fault = task === 'sentiment' ? faultOf(settings) : `its task is ${String(task)}, not sentiment`;
  if (fault !== undefined) throw new InvalidManifestError(`${name}/${MANIFEST_FILE}`, fault);
  return settings as SentimentSettings;
}

function faultOf(settings: object): string | undefined {
  const { family, graph, labels, maxTokens, bucketCount, features } = settings as Record<string, unknown>;
  if (family !== 'ngrams' && family !== 'roberta') return 'settings.family: must be "ngrams" or "roberta"';
  if (typeof graph !== 'string') return 'settings.graph: must name a file';
  if (!Array.isArray(labels) || [...(labels as unknown[])].sort().join() !== [...SENTIMENT_CLASSES].sort().join()) {
    return `settings.labels: must be ${SENTIMENT_CLASSES.join(', ')} in the order of the model`;
  }
  // Below, a window would have no room for text beside the overlap.
  if (!isWhole(maxTokens, 8, MOST_TOKENS)) return `settings.maxTokens: must be a whole number, 8 to ${MOST_TOKENS}`;
  if (family === 'roberta') return undefined;
  if (features !== FEATURES_VERSION) return `settings.features: must be ${FEATURES_VERSION}; train the model again`;
  const isPower = isWhole(bucketCount, 1, MOST_BUCKETS) && Number.isInteger(Math.log2(bucketCount));
  return isPower ? undefined : 'settings.bucketCount: must be a power of two';
}

const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
