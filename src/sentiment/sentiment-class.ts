/** In the order in which every model of the task gives them. */
export const SENTIMENT_CLASSES = ['negative', 'neutral', 'positive'] as const;
export type SentimentClass = (typeof SENTIMENT_CLASSES)[number];

/** Probabilities by class, in the order of {@link SENTIMENT_CLASSES}; they add up to 1. */
export type Probabilities = readonly [number, number, number];
