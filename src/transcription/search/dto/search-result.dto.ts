import { Page } from '../../../common/pagination/page.dto.js';

/** A stretch of a segment that matches. */
export class SearchMatch {
  /** As the transcript writes it. */
  text: string;
  /** First and one behind the last UTF-16 unit of it in the text of the hit. */
  from: number;
  to: number;
  /** Seconds; those of the segment where the transcript has no word times. */
  start: number;
  end: number;
  /** exp(mean log-probability) of its words, 0 to 1; null where the transcript has no word times. */
  confidence: number | null;
}

/** A segment of a recording in which the words were said. */
export class SearchHit {
  recordingId: string;
  recordingName: string;
  /** The transcription. */
  analysisId: string;
  language: string | null;
  /** Place of the segment in the transcript, from 0. */
  segment: number;
  /** Seconds. */
  start: number;
  end: number;
  /** Of the whole segment. */
  text: string;
  /** Every word of the segment that was looked for. */
  matches: SearchMatch[];
}

export class SearchPage extends Page {
  items: SearchHit[];
}
