import type { HeardSegment, HeardWord } from '../../inference/whisper/words/time-segments.js';
import type { TranscriptSegment, TranscriptWord } from '../transcript.js';
import { toFrames } from '../voice/voice-frames.js';
import type { VoiceTrack } from '../voice/voice-track.js';
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
  let spokenUntil = options.spokenUntil;
  return placed.map(({ segment, words }) => {
    const ordered = words.map(({ text, start, end, confidence }): TranscriptWord => {
      const from = milliseconds(Math.min(limit, Math.max(spokenUntil, start)));
      spokenUntil = milliseconds(Math.min(limit, Math.max(from, end)));
      return { word: text.trim(), start: from, end: spokenUntil, confidence: rounded(confidence) };
    });
    return toSegment(segment, ordered, options.wordTimestamps);
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
    words: keepsWords ? words : [],
  };
}

const around = (words: readonly HeardWord[]): [number, number] => [
  toFrames(words[0].start) - SLACK,
  toFrames(words[words.length - 1].end) + SLACK,
];

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** Downwards, so that no time lies after the end of the recording. */
const milliseconds = (seconds: number): number => Math.floor(seconds * 1000 + 1e-6) / 1000;
