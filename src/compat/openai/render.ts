import type { TranscriptSegment } from '../../transcription/transcript.js';
import type { TranscriptionResult } from '../transcripts/transcribed-recording.js';
import type { AudioRequest } from './audio-request.js';
import { toSrt, toVtt } from './captions.js';
import { languageName } from './language-name.js';
import type {
  AudioUsage,
  OpenaiSegment,
  OpenaiTranscription,
  OpenaiVerboseTranscription,
  OpenaiWord,
} from './transcription.dto.js';

/** Logarithms of what is 0 would be no number of JSON. */
const LEAST_PROBABILITY = 1e-10;
const SEEK_PER_SECOND = 100;

export interface RenderedAnswer {
  readonly contentType: string;
  readonly body: string;
}

export const usageOf = ({ durationSeconds }: Pick<TranscriptionResult, 'durationSeconds'>): AudioUsage => ({
  type: 'duration',
  seconds: Math.ceil(durationSeconds),
});

/** Whisper's texts begin with the space before their first word; clients put them together without another one. */
const toSegment = (segment: TranscriptSegment, id: number): OpenaiSegment => ({
  id,
  seek: Math.round(segment.start * SEEK_PER_SECOND),
  start: segment.start,
  end: segment.end,
  text: ` ${segment.text}`,
  tokens: [...segment.tokens],
  temperature: segment.temperature,
  avg_logprob: Math.log(Math.max(segment.confidence, LEAST_PROBABILITY)),
  compression_ratio: segment.compressionRatio,
  no_speech_prob: segment.noSpeechProbability,
});

const toWords = ({ segments }: TranscriptionResult): OpenaiWord[] =>
  segments.flatMap(({ words }) => words.map(({ word, start, end }) => ({ word, start, end })));

const toJson = (result: TranscriptionResult): OpenaiTranscription => ({ text: result.text, usage: usageOf(result) });

const toVerbose = (result: TranscriptionResult, { task, granularities }: AudioRequest): OpenaiVerboseTranscription => ({
  task,
  language: task === 'translate' ? 'english' : languageName(result.language),
  duration: result.durationSeconds,
  text: result.text,
  ...(granularities.includes('word') && { words: toWords(result) }),
  ...(granularities.includes('segment') && { segments: result.segments.map(toSegment) }),
  usage: usageOf(result),
});

const TEXT = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json';

/** A transcript in the format that was asked for. */
export function render(result: TranscriptionResult, request: AudioRequest): RenderedAnswer {
  switch (request.format) {
    case 'json':
      return { contentType: JSON_TYPE, body: JSON.stringify(toJson(result)) };
    case 'verbose_json':
      return { contentType: JSON_TYPE, body: JSON.stringify(toVerbose(result, request)) };
    case 'text':
      return { contentType: TEXT, body: `${result.text}\n` };
    case 'srt':
      return { contentType: TEXT, body: toSrt(result.segments) };
    case 'vtt':
      return { contentType: 'text/vtt; charset=utf-8', body: toVtt(result.segments) };
  }
}
