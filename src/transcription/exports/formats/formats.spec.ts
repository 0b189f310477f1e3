import { speak } from '../../../../test/support/spoken-transcript.js';
import type { Transcript } from '../../transcript.js';
import { TRANSCRIPT_FORMATS, type TranscriptFormatName } from './transcript-formats.js';
import type { ExportOptions } from './transcript-format.js';

const write = (format: TranscriptFormatName, transcript: Transcript, options: ExportOptions = {}): string =>
  TRANSCRIPT_FORMATS[format].write(transcript, options);

const spoken = speak(['The quick fox', 'jumps over it'], 'en', 10);
const withoutWords = (transcript: Transcript): Transcript => ({
  ...transcript,
  segments: transcript.segments.map((segment) => ({ ...segment, words: [] })),
});
/** Every field apart from segments is of no concern to a format. */
const from = (segments: readonly { start: number; end: number; text: string }[], durationSeconds = 10): Transcript => ({
  ...spoken,
  durationSeconds,
  segments: segments.map((segment) => ({ ...spoken.segments[0], words: [], ...segment })),
});
const silence = from([]);

describe('txt', () => {
  it('has a line for each segment, or shorter ones', () => {
    expect(write('txt', spoken)).toBe('The quick fox\njumps over it\n');
    expect(write('txt', spoken, { maxLineLength: 9 })).toBe('The quick\nfox\njumps\nover it\n');
  });

  it('puts no spaces between words of a language that has none', () => {
    const transcript = speak(['東 京 へ 行 く'], 'ja');
    const segments = transcript.segments.map((segment) => ({ ...segment, text: '東京へ行く' }));
    expect(write('txt', { ...transcript, segments }, { maxLineLength: 3 })).toBe('東京へ\n行く\n');
  });
});

describe('srt', () => {
  it('numbers cues and writes times with a comma', () => {
    expect(write('srt', spoken)).toBe(
      '1\n00:00:00,000 --> 00:00:02,800\nThe quick fox\n\n2\n00:00:03,000 --> 00:00:05,800\njumps over it\n\n',
    );
  });

  it.each([
    [59.9996, '00:01:00,000'],
    [3599.9995, '01:00:00,000'],
    [0.0004, '00:00:00,000'],
    [1.0005, '00:00:01,001'],
    [360_000.5, '100:00:00,500'],
  ])('rounds %d s to %s without a carry of 1000 ms', (start, text) => {
    expect(write('srt', from([{ start, end: start, text: 'a' }]))).toContain(`${text} --> ${text}`);
  });

  it('cuts segments into cues of so many lines, with the times of their words', () => {
    expect(write('srt', spoken, { maxLineLength: 9, maxLineCount: 1 })).toBe(
      '1\n00:00:00,000 --> 00:00:01,800\nThe quick\n\n2\n00:00:02,000 --> 00:00:02,800\nfox\n\n' +
        '3\n00:00:03,000 --> 00:00:03,800\njumps\n\n4\n00:00:04,000 --> 00:00:05,800\nover it\n\n',
    );
  });

  it('shares the time of a segment out by length where there are no word times', () => {
    expect(write('srt', withoutWords(spoken), { maxLineLength: 9, maxLineCount: 1 })).toContain(
      '00:00:00,000 --> 00:00:01,938\nThe quick\n\n2\n00:00:02,154 --> 00:00:02,800\nfox',
    );
  });

  it('underlines the word that is spoken', () => {
    expect(write('srt', speak(['a b']), { highlightWords: true })).toBe(
      '1\n00:00:00,000 --> 00:00:00,800\n<u>a</u> b\n\n2\n00:00:00,800 --> 00:00:01,000\na b\n\n' +
        '3\n00:00:01,000 --> 00:00:01,800\na <u>b</u>\n\n',
    );
  });

  it('lets nothing in the text end a cue', () => {
    expect(write('srt', from([{ start: 0, end: 1, text: 'a\n\n2\n00:00 --> b' }]))).toBe(
      '1\n00:00:00,000 --> 00:00:01,000\na 2 00:00 -> b\n\n',
    );
  });
});

describe('vtt', () => {
  it('escapes what would be a tag, an entity or an arrow', () => {
    expect(write('vtt', from([{ start: 0, end: 1, text: '<b>a & b --> c' }]))).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n&lt;b&gt;a &amp; b --&gt; c\n\n',
    );
  });

  it('marks when words are spoken, with times that grow and lie within the cue', () => {
    expect(write('vtt', speak(['a b c']), { highlightWords: true })).toContain(
      '<c>a</c> <00:00:01.000><c>b</c> <00:00:02.000><c>c</c>\n',
    );
    const late = speak(['a b']);
    const segments = late.segments.map((segment) => ({ ...segment, end: 1 }));
    expect(write('vtt', { ...late, segments }, { highlightWords: true })).toContain('<c>a</c> <c>b</c>\n');
  });
});

describe('tables', () => {
  it('writes milliseconds and no tab but its own to tsv', () => {
    expect(write('tsv', from([{ start: 0.0015, end: 2, text: ' a\tb\nc ' }]))).toBe(
      'start\tend\ttext\n2\t2000\ta b c\n',
    );
  });

  it('quotes cells of csv and lets none be a formula', () => {
    const rows = write(
      'csv',
      from([
        { start: 0, end: 1.5, text: 'say "hi", you' },
        { start: 2, end: 3, text: '=HYPERLINK("x")' },
        { start: 3, end: 4, text: '@SUM(A1)' },
      ]),
    );
    expect(rows).toBe(
      'start,end,confidence,text\r\n0.000,1.500,0.9000,"say ""hi"", you"\r\n' +
        '2.000,3.000,0.9000,"\'=HYPERLINK(""x"")"\r\n3.000,4.000,0.9000,"\'@SUM(A1)"\r\n',
    );
  });
});

describe('json', () => {
  it('is the transcript and nothing else', () => {
    const { text, language, languageProbability, durationSeconds, segments, model } = spoken;
    const more = { ...spoken, keywords: [], sentiment: null } as Transcript;
    expect(JSON.parse(write('json', more))).toEqual({
      text,
      language,
      languageProbability,
      durationSeconds,
      segments,
      model,
    });
  });
});

describe('textgrid', () => {
  const intervalsOf = (grid: string): string[] =>
    [...grid.matchAll(/xmin = (\S+) \n\s+xmax = (\S+) \n\s+text = "(.*)" ?\n/g)].map(
      ([, a, b, text]) => `${a}-${b} ${text}`,
    );
  const plain = (grid: string): string => grid.replaceAll(/ +\n/g, '\n').replaceAll('\n', ' \n');

  it('covers the whole recording with a tier of segments and one of words', () => {
    const grid = write('textgrid', spoken);
    expect(grid).toContain('name = "segments"');
    expect(grid).toContain('name = "words"');
    expect(
      intervalsOf(plain(grid)).filter((interval) => interval.startsWith('0-') || interval.includes('-10 ')),
    ).toEqual(['0-2.8 The quick fox', '5.8-10 ', '0-0.8 The', '5.8-10 ']);
  });

  it('has neither overlaps nor empty intervals, loses no text, and doubles quotation marks', () => {
    const odd = from([
      { start: 0, end: 2, text: 'say "a"' },
      { start: 1.5, end: 3, text: 'b' },
      { start: 3, end: 3, text: 'c' },
      { start: 9, end: 12, text: 'd' },
    ]);
    expect(intervalsOf(plain(write('textgrid', odd)))).toEqual(['0-2 say ""a""', '2-3 b c', '3-9 ', '9-10 d']);
  });
});

describe('every format', () => {
  it.each<[TranscriptFormatName, string]>([
    ['txt', ''],
    ['srt', ''],
    ['vtt', 'WEBVTT\n\n'],
    ['tsv', 'start\tend\ttext\n'],
    ['csv', 'start,end,confidence,text\r\n'],
  ])('%s has nothing to say about silence', (format, text) => {
    expect(write(format, silence, { highlightWords: true, maxLineCount: 1, maxLineLength: 5 })).toBe(text);
  });

  it('lets no cue begin before the one before it has ended', () => {
    const overlapping = from([
      { start: 0, end: 2, text: 'a' },
      { start: 1.5, end: 1.8, text: 'b' },
    ]);
    expect(write('srt', overlapping)).toContain('2\n00:00:02,000 --> 00:00:02,000\nb');
  });
});
