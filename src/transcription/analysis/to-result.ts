import type { TranscriptionResult, TranscriptionSegment } from '../dto/transcription-result.dto.js';
import type { TranscribedAudio } from '../transcriber/transcribe-audio.js';
import type { TranscriptSegment } from '../transcript.js';

export const toResultSegment = (segment: TranscriptSegment): TranscriptionSegment => ({
  ...segment,
  tokens: [...segment.tokens],
  words: segment.words.map((word) => ({ ...word })),
  sentiment: null,
});

/** The result before anything was looked for in it. */
export const toResult = ({ segments, model, warnings, ...transcript }: TranscribedAudio): TranscriptionResult => ({
  ...transcript,
  segments: segments.map(toResultSegment),
  model: { ...model },
  keywords: [],
  sentiment: null,
  sentimentModel: null,
  warnings: [...warnings],
});
