import type { TranscriptFormat } from './transcript-format.js';

/** The transcript as the analysis has it, without keywords and sentiment. */
export const json: TranscriptFormat = {
  extension: 'json',
  contentType: 'application/json; charset=utf-8',
  write: ({ text, language, languageProbability, durationSeconds, segments, model }) =>
    `${JSON.stringify({ text, language, languageProbability, durationSeconds, segments, model }, null, 2)}\n`,
};
