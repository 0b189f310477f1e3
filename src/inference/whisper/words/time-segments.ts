import type { DecodedToken } from '../decoding/decode-chunk.js';
import type { DecodingAttempt } from '../decoding/decode-with-fallback.js';
import type { TokenSegment } from '../decoding/split-segments.js';
import type { WhisperConfiguration } from '../model/whisper-configuration.js';
import { alignTokens } from './align-tokens.js';
import { confidenceOf } from './confidence.js';
import { groupWords } from './group-words.js';
import { durationLimits, limitAtSegment, limitAtSentences } from './limit-durations.js';
import { spreadWords } from './spread-words.js';
import type { WordGroup } from './word-group.js';

/** A word with its times, seconds from the beginning of the chunk. */
export interface HeardWord {
  /** As decoded, with the space before it. */
  readonly text: string;
  start: number;
  end: number;
  readonly confidence: number;
  /** Place of its first token among those of the segment. */
  readonly firstToken: number;
}

export interface HeardSegment {
  start: number;
  end: number;
  readonly text: string;
  readonly tokens: readonly number[];
  readonly words: readonly HeardWord[];
  readonly confidence: number;
  readonly noSpeechProbability: number;
  readonly temperature: number;
  readonly compressionRatio: number;
}

export interface TimeSegmentsOptions extends Pick<
  DecodingAttempt,
  'endAttention' | 'noSpeechProbability' | 'temperature' | 'compressionRatio'
> {
  readonly configuration: WhisperConfiguration;
  /** Length of the audio. */
  readonly seconds: number;
  readonly decode: (tokens: readonly number[]) => string;
  readonly language: string | null;
}

/** Gives segments their words: by the attention of the decoder, or, where the model does not show that, spread over the segment. */
export function timeSegments(segments: readonly TokenSegment[], options: TimeSegmentsOptions): HeardSegment[] {
  const { seconds, decode, language, noSpeechProbability, temperature, compressionRatio } = options;
  const decoding = { noSpeechProbability, temperature, compressionRatio };
  const starts = tokenStarts(segments, options);
  let begin = 0;
  const heard = segments.map(({ tokens, start, end = seconds }): HeardSegment => {
    const ids = tokens.map(({ token }) => token);
    const groups = groupWords(ids, decode, language);
    const times = starts?.slice(begin, begin + tokens.length + 1);
    begin += tokens.length;
    const bounds = { start: Math.min(start, seconds), end: Math.min(end, seconds) };
    const words = groups
      .filter(({ text }) => text.trim() !== '')
      .map((group) => toWord(group, tokens, times ?? spreadWords(groups, tokens.length, bounds)));
    const confidence = confidenceOf(tokens.map(({ logProbability }) => logProbability));
    return { ...bounds, text: decode(ids), tokens: ids, words, confidence, ...decoding };
  });
  if (starts !== undefined) limit(heard);
  return heard.filter(({ words }) => words.length > 0);
}

/** Seconds at which the tokens begin, and at which the last one ends; undefined where the model shows no attention. */
function tokenStarts(
  segments: readonly TokenSegment[],
  { endAttention, configuration, seconds }: TimeSegmentsOptions,
): number[] | undefined {
  const attention = segments.flatMap(({ tokens }) => tokens.map((token) => token.attention));
  if (attention.length === 0 || attention[0].length === 0) return undefined;
  const { secondsPerPosition, medianFilterWidth, positions } = configuration;
  const rows = endAttention.length > 0 ? [...attention, endAttention] : attention;
  const audio = Math.max(1, Math.min(positions, Math.round(seconds / secondsPerPosition)));
  const starts = Array.from(alignTokens(rows, { positions: audio, medianFilterWidth }), (position) =>
    Math.min(seconds, position * secondsPerPosition),
  );
  return endAttention.length > 0 ? starts : [...starts, seconds];
}

function toWord({ text, from, to }: WordGroup, tokens: readonly DecodedToken[], times: readonly number[]): HeardWord {
  const confidence = confidenceOf(tokens.slice(from, to).map(({ logProbability }) => logProbability));
  return { text, start: times[from], end: times[to], confidence, firstToken: from };
}

function limit(segments: readonly HeardSegment[]): void {
  const words = segments.flatMap((segment) => segment.words);
  const limits = durationLimits(words);
  limitAtSentences(words, limits);
  let spokenUntil = 0;
  for (const segment of segments) {
    limitAtSegment(segment.words, segment, spokenUntil, limits);
    spokenUntil = segment.words.at(-1)?.end ?? spokenUntil;
  }
}
