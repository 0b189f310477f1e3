import type { Probabilities } from '../sentiment-class.js';

/** How likely a text is of each kind; the three add up to 1. */
export class SentimentScores {
  negative: number;
  neutral: number;
  positive: number;
}

/** What judged. */
export class SentimentModel {
  name: string;
  version: string;
}

/** Sentiment of a segment of a transcript. */
export class SegmentSentiment {
  /** Seconds. */
  start: number;
  end: number;
  /** Null for a segment without text. */
  scores: SentimentScores | null;
}

/** Sentiment of a transcript. */
export class TranscriptSentiment {
  model: SentimentModel;
  /** Of the whole transcript; null where nothing is said. */
  overall: SentimentScores | null;
  /** In the order of the transcript's segments. */
  segments: SegmentSentiment[];
}

/** Sentiment of texts. */
export class SentimentResponse {
  model: SentimentModel;
  /** One for each text, in their order; null for a text in which there is nothing to judge. */
  results: (SentimentScores | null)[];
}

export const toScores = (probabilities: Probabilities | null): SentimentScores | null =>
  probabilities && { negative: probabilities[0], neutral: probabilities[1], positive: probabilities[2] };
