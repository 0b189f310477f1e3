import { speak } from '../../../../test/support/spoken-transcript.js';
import { partWords } from '../../transcriber/part-words.js';
import type { Transcript } from '../../transcript.js';
import { TRANSCRIPT_FORMATS, type TranscriptFormatName } from './transcript-formats.js';
import type { ExportOptions } from './transcript-format.js';

/** Nine words that the alignment put into one place, beside words of their own time. */
function hurried(): Transcript {
  const transcript = speak(['one', 'a b c d e f g h i', 'two'], 'en', 4);
  const crowd = 'abcdefghi'.split('').map((text) => ({ text, start: 1.1, end: 1.1 }));
  const times = partWords([{ text: 'one', start: 0, end: 1.1 }, ...crowd, { text: 'two', start: 1.1, end: 1.3 }], {
    from: 0,
    to: 1.5,
  })!;
  let place = 0;
  const segments = transcript.segments.map((segment) => {
    const words = segment.words.map((word) => ({ ...word, start: times[place][0], end: times[place++][1] }));
    return { ...segment, words, start: words[0].start, end: words.at(-1)!.end };
  });
  return { ...transcript, segments };
}

const write = (format: TranscriptFormatName, options: ExportOptions = {}): string =>
  TRANSCRIPT_FORMATS[format].write(hurried(), options);

const seconds = (clock: string): number => {
  const [hours, minutes, rest] = clock.replace(',', '.').split(':').map(Number);
  return (hours * 60 + minutes) * 60 + rest;
};

function expectRising(times: readonly (readonly [number, number])[]): void {
  let before = 0;
  for (const [start, end] of times) {
    expect(start).toBeGreaterThanOrEqual(before);
    expect(end).toBeGreaterThan(start);
    before = end;
  }
}

const cuesOf = (text: string): [number, number][] =>
  [...text.matchAll(/^(\S+) --> (\S+)$/gm)].map(([, start, end]) => [seconds(start), seconds(end)]);

it.each<ExportOptions>([{}, { maxLineLength: 1, maxLineCount: 1 }, { highlightWords: true }])(
  'writes subtitles of words that are hurried: %j',
  (options) => {
    for (const format of ['srt', 'vtt'] as const) {
      const cues = cuesOf(write(format, options));
      expect(cues.length).toBeGreaterThanOrEqual(3);
      expectRising(cues);
    }
    expect(write('srt', { highlightWords: true }).match(/<u>/g)).toHaveLength(11);
  },
);

it('writes a TextGrid in which each of them has an interval', () => {
  const text = write('textgrid');
  const tier = text.slice(text.indexOf('"words"'));
  const intervals = [...tier.matchAll(/xmin = (\S+)\s+xmax = (\S+)\s+text = "(.*)"/g)];
  expectRising(intervals.map(([, start, end]): [number, number] => [Number(start), Number(end)]));
  expect(intervals.map(([, , , word]) => word).filter((word) => word !== '')).toEqual(
    'one a b c d e f g h i two'.split(' '),
  );
});
