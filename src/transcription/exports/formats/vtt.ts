import { clockTime } from '../clock-time.js';
import { type Cue, toCues } from '../subtitle-cues.js';
import type { TranscriptFormat } from './transcript-format.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escape = (text: string): string => text.replaceAll(/[&<>]/g, (character) => ENTITIES[character]);

const milliseconds = (seconds: number): number => Math.round(seconds * 1000);

/** Karaoke: a time stands before each word. Such times must lie within the cue and grow, or a player drops the cue (WebVTT, section 4.2.2). */
function textOf({ start, end, lines }: Cue, highlightWords = false): string {
  let last = milliseconds(start);
  const lineOf = (line: Cue['lines'][number]): string =>
    line
      .map((piece, index) => {
        const gap = index === 0 ? '' : piece.gap;
        const text = escape(piece.text);
        const at = milliseconds(piece.start);
        if (!highlightWords) return gap + text;
        if (at <= last || at >= milliseconds(end)) return `${gap}<c>${text}</c>`;
        last = at;
        return `${gap}<${clockTime(piece.start, '.')}><c>${text}</c>`;
      })
      .join('');
  return lines.map(lineOf).join('\n');
}

/** WebVTT (w3.org/TR/webvtt1). */
export const vtt: TranscriptFormat = {
  extension: 'vtt',
  contentType: 'text/vtt; charset=utf-8',
  write: ({ segments }, { highlightWords, ...options }) =>
    'WEBVTT\n\n' +
    toCues(segments, options)
      .map((cue) => `${clockTime(cue.start, '.')} --> ${clockTime(cue.end, '.')}\n${textOf(cue, highlightWords)}\n\n`)
      .join(''),
};
