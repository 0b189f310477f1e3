import { ApiProperty } from '@nestjs/swagger';

/** A transcript as mp3.ai's client knows it. */
export class Mp3aiRecording {
  /** Whose it is: the user name, or the email of accounts without one. */
  user: string;
  uuid: string;
  name: string;
  get_timestamps: boolean;
  /** The keywords, a JSON array in a string. */
  words: string;
  /** In lower case, without punctuation, single spaces between words. */
  transcript: string;
  /** How often each keyword occurs, a JSON object in a string. */
  word_freqs: string;
  /** Empty unless asked for; else a list of `{'conf', 'end', 'start', 'word'}` in Python's syntax. Seconds. */
  timestamps: string;
  /** Probability, 0 to 1. */
  sentiment_negative: number;
  sentiment_neutral: number;
  sentiment_positive: number;
  @ApiProperty({ format: 'date-time' })
  creation_date: string;
  @ApiProperty({ format: 'date-time' })
  last_updated: string;
}
