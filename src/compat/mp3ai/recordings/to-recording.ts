import type { TranscribedRecording } from '../../transcripts/transcribed-recording.js';
import { isoTime } from '../rest/iso-time.js';
import { dumpCounts, dumpList } from '../rest/python-json.js';
import { pythonFloat, pythonString } from '../rest/python-literal.js';
import { countKeywords } from './keywords.js';
import { plainWords } from './plain-words.js';
import type { Mp3aiRecording } from './recording.dto.js';

interface Hit {
  readonly conf: number;
  readonly end: number;
  readonly start: number;
  readonly word: string;
}

const toLiteral = ({ conf, end, start, word }: Hit): string =>
  `{'conf': ${pythonFloat(conf)}, 'end': ${pythonFloat(end)}, 'start': ${pythonFloat(start)}, 'word': ${pythonString(word)}}`;

function hitsOf({ result }: TranscribedRecording, keywords: readonly string[]): Hit[] {
  const wanted = new Set(keywords);
  if (wanted.size === 0) return [];
  return result.segments
    .flatMap(({ words }) => words)
    .flatMap(({ word, start, end, confidence }) =>
      plainWords(word).map((plain) => ({ conf: confidence, end, start, word: plain })),
    )
    .filter(({ word }) => wanted.has(word));
}

/** A recording and its transcription, from whichever API they came, as revision A of mp3.ai shows them. */
export function toMp3aiRecording(recording: TranscribedRecording, user: string): Mp3aiRecording {
  const { id, name, createdAt, updatedAt, options, result, finishedAt } = recording;
  const keywords = options.keywords ?? [];
  const withTimes = options.wordTimestamps === true;
  const words = plainWords(result.text);
  const sentiment = result.sentiment ?? { negative: 0, neutral: 0, positive: 0 };
  return {
    user,
    uuid: id,
    name,
    get_timestamps: withTimes,
    words: dumpList(keywords),
    transcript: words.join(' '),
    word_freqs: dumpCounts(countKeywords(words, keywords)),
    timestamps: withTimes ? `[${hitsOf(recording, keywords).map(toLiteral).join(', ')}]` : '',
    sentiment_negative: sentiment.negative,
    sentiment_neutral: sentiment.neutral,
    sentiment_positive: sentiment.positive,
    creation_date: isoTime(createdAt),
    last_updated: isoTime(updatedAt > finishedAt ? updatedAt : finishedAt),
  };
}
