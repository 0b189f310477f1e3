import type { HeardSegment, HeardWord } from '../../inference/whisper/words/time-segments.js';
import type { TranscriptSegment, TranscriptWord } from '../transcript.js';
import { toFrames } from '../voice/voice-frames.js';
import type { VoiceTrack } from '../voice/voice-track.js';
import { partWords } from './part-words.js';
import { snapToVoice } from './snap-to-voice.js';

export interface PlaceSegmentsOptions {
  /** Where the window begins in the recording, seconds. */
  readonly offset: number;
  readonly voice: VoiceTrack;
  /** End of what was said before; nothing begins earlier. */
  readonly spokenUntil: number;
  /** End of the window; nothing ends later. */
  readonly limit: number;
  /** Whether segments keep their words. */
  readonly wordTimestamps: boolean;
}

/** Voice this close to the times of a segment counts as its own, frames. */
const SLACK = toFrames(0.3);

/** Gives what was heard in a window its times in the recording: in order, without overlap, within the window. Text without any voice is left out. */
export function placeSegments(segments: readonly HeardSegment[], options: PlaceSegmentsOptions): TranscriptSegment[] {
  const { offset, voice, limit } = options;
  const move = (word: HeardWord): HeardWord => ({ ...word, start: word.start + offset, end: word.end + offset });
  const placed = segments
    .map((segment) => ({ segment, words: segment.words.map(move) }))
    .filter(({ words }) => voice.count(...around(words)) > 0);
  snapToVoice(
    placed.flatMap(({ words }) => words),
    voice,
  );
  const times = partWords(
    placed.flatMap(({ words }) => words),
    { from: options.spokenUntil, to: limit },
  );
  if (times === undefined) return [];
  let place = 0;
  return placed.map(({ segment, words }) => {
    const timed = words.map(({ text, confidence }): TranscriptWord => {
      const [start, end] = times[place++];
      return { word: text.trim(), start, end, confidence: rounded(confidence) };
    });
    return toSegment(segment, timed, options.wordTimestamps);
  });
}

function toSegment(heard: HeardSegment, words: readonly TranscriptWord[], keepsWords: boolean): TranscriptSegment {
  return {
    start: words[0].start,
    end: words[words.length - 1].end,
    text: heard.text.trim(),
    confidence: rounded(heard.confidence),
    noSpeechProbability: rounded(heard.noSpeechProbability),
    temperature: heard.temperature,
    compressionRatio: rounded(heard.compressionRatio),
    tokens: heard.tokens,
    words: keepsWords ? words : [],
  };
}

const around = (words: readonly HeardWord[]): [number, number] => [
  toFrames(words[0].start) - SLACK,
  toFrames(words[words.length - 1].end) + SLACK,
];

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
