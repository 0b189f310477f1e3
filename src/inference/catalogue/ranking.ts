import type { ModelTask } from '../model-manifest.js';

/**
 * Which installed model runs where a request names none: the first of these, then any other one by name. Better comes first; among
 * Whisper models those that know every language come before those that know English only, as the language is not known before.
 */
const RANKING: Readonly<Record<ModelTask, readonly string[]>> = {
  segmentation: ['segmenter-base'],
  transcription: [
    'whisper-large-v3-turbo',
    'whisper-small',
    'whisper-base',
    'whisper-tiny',
    'whisper-small.en',
    'whisper-base.en',
    'whisper-tiny.en',
  ],
  sentiment: ['twitter-roberta-base-sentiment-latest', 'twitter-roberta-base-sentiment', 'sentiment-base'],
  'speech-embedding': ['wav2vec2-base-960h'],
  'voice-activity': ['voice-base'],
};

/** @returns the models, best first */
export function rankModels<Model extends { readonly name: string }>(
  task: ModelTask,
  models: readonly Model[],
): Model[] {
  const ranks = RANKING[task];
  const rankOf = ({ name }: Model): number => {
    const rank = ranks.indexOf(name);
    return rank < 0 ? ranks.length : rank;
  };
  return [...models].sort((a, b) => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name, 'en'));
}
