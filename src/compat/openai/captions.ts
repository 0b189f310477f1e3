import { clockTime } from '../../transcription/exports/clock-time.js';
import type { TranscriptSegment } from '../../transcription/transcript.js';

const span = ({ start, end }: TranscriptSegment, point: '.' | ','): string =>
  `${clockTime(start, point)} --> ${clockTime(end, point)}`;

/** An arrow would be read as a line of times. */
const line = (text: string): string => text.trim().replaceAll('-->', '->');

/** SubRip, one cue a segment, as OpenAI answers it. */
export const toSrt = (segments: readonly TranscriptSegment[]): string =>
  segments.map((segment, index) => `${index + 1}\n${span(segment, ',')}\n${line(segment.text)}\n\n`).join('');

/** WebVTT, one cue a segment, as OpenAI answers it. */
export const toVtt = (segments: readonly TranscriptSegment[]): string =>
  `WEBVTT\n\n${segments.map((segment) => `${span(segment, '.')}\n${line(segment.text)}\n\n`).join('')}`;
