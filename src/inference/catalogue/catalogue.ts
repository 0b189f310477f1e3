import type { ModelTask } from '../model-manifest.js';
import type { CatalogueEntry } from './catalogue-entry.js';
import { SENTIMENT_MODELS } from './sentiment-models.js';
import { SPEECH_EMBEDDING_MODELS } from './speech-embedding-models.js';
import { WHISPER_MODELS } from './whisper-models.js';

/** Every model that `earshot models pull` knows; of each task the best first. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  ...WHISPER_MODELS,
  ...SENTIMENT_MODELS,
  ...SPEECH_EMBEDDING_MODELS,
];

/** What `MODELS_AUTO_PULL` and `earshot models pull` without names fetch: about 210 MB that run on any machine. */
export const DEFAULT_MODELS: readonly string[] = ['whisper-base', 'twitter-roberta-base-sentiment-latest'];

const BY_NAME: ReadonlyMap<string, CatalogueEntry> = new Map(CATALOGUE.map((entry) => [entry.name, entry]));

export const findCatalogueEntry = (name: string): CatalogueEntry | undefined => BY_NAME.get(name);

/** The model to suggest where a task has none. */
export const suggestedModel = (task: ModelTask): CatalogueEntry | undefined =>
  CATALOGUE.find((entry) => entry.task === task && DEFAULT_MODELS.includes(entry.name)) ??
  CATALOGUE.find((entry) => entry.task === task);
