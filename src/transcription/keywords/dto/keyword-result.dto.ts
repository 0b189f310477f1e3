/** A place where a keyword was said. */
export class KeywordHit {
  /** Seconds; those of the whole segment where the transcript has no word times. */
  start: number;
  end: number;
  /** exp(mean log-probability) of its words, 0 to 1. */
  confidence: number;
  /** As the transcript writes it. */
  text: string;
  /** With up to six words before and after it. */
  context: string;
}

/** What was found of one keyword. */
export class KeywordResult {
  /** As it was asked for. */
  keyword: string;
  count: number;
  /** Of the whole recording, pauses included. */
  perMinute: number;
  /** By time; all keywords together have at most 10,000, the count is complete nevertheless. */
  hits: KeywordHit[];
}
