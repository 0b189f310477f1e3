import type { TranscriptSegment } from '../transcript.js';

/** So often may the same be said one after the other before doubt counts. */
const MOST_REPEATS = 3;
/** Repeated text that the model is less sure of is invented. */
const LEAST_CONFIDENCE = 0.5;

/**
 * Stops the loops that go on across windows: invented text ("Thank you.") that stands in segment after segment. People repeat themselves too, so only what the model
 * is not sure of is dropped.
 */
export class RepetitionGuard {
  private last = '';
  private repeats = 0;

  accepts({ text, confidence, noSpeechProbability }: TranscriptSegment): boolean {
    const plain = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    this.repeats = plain === this.last ? this.repeats + 1 : 0;
    this.last = plain;
    return this.repeats < MOST_REPEATS || (confidence >= LEAST_CONFIDENCE && noSpeechProbability < LEAST_CONFIDENCE);
  }
}
