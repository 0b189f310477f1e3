import type { SentimentModel, SentimentScores } from '../../sentiment/dto/sentiment.dto.js';
import type { KeywordResult } from '../keywords/dto/keyword-result.dto.js';

/** A spoken word. Times are seconds from the start of the recording. */
export class TranscriptionWord {
  /** As it is written, punctuation attached. */
  word: string;
  start: number;
  end: number;
  /** exp(mean log-probability) of the tokens of the word, without attached punctuation; 0 to 1. */
  confidence: number;
}

/** What was said between two pauses. Segments are in order and do not overlap. */
export class TranscriptionSegment {
  start: number;
  end: number;
  text: string;
  /** exp(mean log-probability) of the tokens of the segment, 0 to 1. */
  confidence: number;
  /** Probability that nobody speaks, as the model gives it, 0 to 1. */
  noSpeechProbability: number;
  /** Sampling temperature of the decoding that was taken: 0 is the likeliest text. */
  temperature: number;
  /** Bytes of the text over bytes of its deflated form; high where text repeats itself. */
  compressionRatio: number;
  /** Ids of the tokens of the text, by the vocabulary of the model; without timestamps. */
  tokens: number[];
  /** Empty where word times were not asked for. */
  words: TranscriptionWord[];
  /** Null where none was asked for and where there is nothing to judge. */
  sentiment: SentimentScores | null;
}

/** The model that did the work. */
export class TranscriptionModel {
  name: string;
  version: string;
}

export class TranscriptionResult {
  /** Texts of the segments, joined by spaces. */
  text: string;
  /** ISO 639-1 code, or Whisper's own where there is none; null where nobody speaks. */
  language: string | null;
  /** 0 to 1; null where the language was given or nobody speaks. */
  languageProbability: number | null;
  durationSeconds: number;
  segments: TranscriptionSegment[];
  model: TranscriptionModel;
  /** One for each keyword that was asked for, in their order, those that were not said included. */
  keywords: KeywordResult[];
  /** Of the whole text; null where none was asked for and where nothing is said. */
  sentiment: SentimentScores | null;
  /** What judged the sentiment; null where none was asked for. */
  sentimentModel: SentimentModel | null;
  /** What a reader must know: text that was left out, times that are guessed. */
  warnings: string[];
}

/** A piece of the result, as the events of a running analysis carry it. */
export class TranscriptionPartial {
  segments: TranscriptionSegment[];
}
