import { decodeText } from './decode-text.js';
import { LABEL_FORMATS, type LabelFormatName } from './label-formats.js';

const parse = (name: LabelFormatName, text: string, fileName = 'a.wav') =>
  LABEL_FORMATS[name].parse(text, { fileName });
const faultOf = (read: () => unknown): unknown => {
  try {
    read();
  } catch (error) {
    const [{ line, column }] = (error as { errors: { line: number; column: number }[] }).errors;
    return [line, column];
  }
  return undefined;
};

describe('files of other programs', () => {
  it('CSV of the annotation client: -1 is no frequency, its placeholder is no label', () => {
    const header = 'onset,offset,minFrequency,maxFrequency,species,individual,clustername,filename,channelIndex\n';
    const { labels } = parse(
      'csv',
      `${header}-1,-1,-1,-1,Unknown,Unknown,Unknown,a.wav,0\n0.5,1.25,-1,8000,Zebra finch,b1,A,a.wav,1`,
    );
    expect(labels).toHaveLength(1);
    expect(labels[0]).toMatchObject({ onsetSeconds: 0.5, lowFrequencyHz: null, highFrequencyHz: 8000, channel: 1 });
  });

  it('CSV without frequencies, in another order, with columns that mean nothing', () => {
    const { labels, remarks } = parse(
      'csv',
      'offset,onset,cluster,note\n2,1,"B, ""loud""\nand long",x\n'.replace('\nand', ' and'),
    );
    expect(labels[0]).toMatchObject({ onsetSeconds: 1, offsetSeconds: 2, cluster: 'B, "loud" and long' });
    expect(remarks).toEqual(['Columns that were not read: note.']);
  });

  it('CSV of several files: the rows of the recording', () => {
    const text = 'onset,offset,filename\n1,2,a.wav\n3,4,b.wav\n';
    expect(parse('csv', text).labels).toMatchObject([{ onsetSeconds: 1 }]);
    expect(() => parse('csv', text, 'c.wav')).toThrow('Line 3, column 5: the table is about several files');
    expect(parse('csv', 'onset,offset,filename\n1,2,b.wav\n').labels).toHaveLength(1);
  });

  it('Raven: a selection of two views is one label, channels count from 1', () => {
    const text = [
      'Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)\tDelta Time (s)',
      '1\tWaveform 1\t2\t0.5\t1.5\t0.0\t22050.0\t1.0',
      '1\tSpectrogram 1\t2\t0.5\t1.5\t1200.5\t8000.0\t1.0',
      '',
    ].join('\r\n');
    const { labels, remarks } = parse('raven', text);
    expect(labels).toMatchObject([{ onsetSeconds: 0.5, lowFrequencyHz: 1200.5, channel: 1 }]);
    expect(remarks).toEqual(['1 rows of further views of a selection were left out.']);
  });

  it('Raven: selections that only a waveform shows, or several spectrograms, and selections of two channels', () => {
    const text = [
      'Selection\tView\tChannel\tBegin Time (s)\tDelta Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)\tBegin Date Time',
      '1\tWaveform 1\t1\t0.5\t1.5\t\t\t2024/5/1 06:30:00.500',
      '2\tSpectrogram 1\t1\t3\t1\t100\t200\t2024/5/1 06:30:03.000',
      '2\tSpectrogram 2\t1\t3\t1\t100\t200\t2024/5/1 06:30:03.000',
      '2\tSpectrogram 1\t2\t3\t1\t100\t200\t2024/5/1 06:30:03.000',
      '',
    ].join('\n');
    expect(parse('raven', text).labels).toMatchObject([
      { onsetSeconds: 0.5, offsetSeconds: 2, lowFrequencyHz: null, highFrequencyHz: null, channel: 0 },
      { onsetSeconds: 3, offsetSeconds: 4, channel: 0 },
      { onsetSeconds: 3, offsetSeconds: 4, channel: 1 },
    ]);
  });

  it('Raven: a table of a list of files counts from the start of each file', () => {
    const text = [
      'Selection\tBegin Time (s)\tEnd Time (s)\tBegin File\tFile Offset (s)',
      '1\t1\t2\ta.wav\t1',
      '2\t61\t62.5\tb.wav\t1',
    ].join('\n');
    expect(parse('raven', text, 'b.wav').labels).toMatchObject([{ onsetSeconds: 1, offsetSeconds: 2.5 }]);
    expect(parse('raven', text, 'b.wav').remarks).toEqual(['1 rows about other files were left out.']);
    expect(() => parse('raven', text, 'c.wav')).toThrow('Line 3, column 11: the table is about several files');
  });

  it.each([
    ['sep=;\r\nonset;offset;clustername\r\n0,5;1,25;"a;b"\r\n'],
    ['onset;offset;clustername\n0.5;1.25;a;b\n'.replace('a;b', '"a;b"')],
    ['onset\toffset\tclustername\n0,5\t1,25\ta;b\n'],
    ['sep=,\nonset,offset,clustername\n0.5,1.25,a;b'],
  ])('CSV as spreadsheets write it: %j', (text) => {
    expect(parse('csv', text).labels).toMatchObject([{ onsetSeconds: 0.5, offsetSeconds: 1.25, cluster: 'a;b' }]);
  });

  it('Audacity: points without an end, decimals behind a comma', () => {
    expect(parse('audacity', '0,5\t1,25\tA\n\\\t1000,5\t2000\n2\tclick\n').labels).toMatchObject([
      { onsetSeconds: 0.5, offsetSeconds: 1.25, lowFrequencyHz: 1000.5, cluster: 'A' },
      { onsetSeconds: 2, offsetSeconds: 2, cluster: 'click' },
    ]);
  });

  it('Praat: words with numbers in brackets, comments and percentages', () => {
    const text =
      'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0 ! 7 "no"\nxmax = 4\ntiers? <exists>\nsize = 1\nitem [1 [2]]:\n  class = "IntervalTier"\n  name = "labels"\n xmin = 0 xmax = 4\n intervals: size = 100%\n intervals [1]: xmin = 50% xmax = 2 text = "a!b ""c""\nd"';
    expect(parse('textgrid', text).labels).toMatchObject([{ onsetSeconds: 0.5, offsetSeconds: 2, text: 'a!b "c"\nd' }]);
  });

  it('Audacity: labels with and without frequencies', () => {
    const text = '1.000000\t2.000000\tchirp\n\\\t1000.5\t-1.0\n3.0\t3.0\t\n4\t5\tsong|A\n';
    expect(parse('audacity', text).labels).toMatchObject([
      { onsetSeconds: 1, cluster: 'chirp', lowFrequencyHz: 1000.5, highFrequencyHz: null },
      { onsetSeconds: 3, offsetSeconds: 3, cluster: '', lowFrequencyHz: null },
      { species: 'song', individual: 'A', cluster: '' },
    ]);
  });

  it('Praat: short text format in UTF-16, tiers as individuals, gaps left out', () => {
    const text = [
      'File type = "ooTextFile"',
      'Object class = "TextGrid"',
      '',
      '0 ! the start\n2.5\n<exists>\n2',
      '"IntervalTier"\n"Ärla"\n0\n2.5\n3\n0\n1\n""\n1\n1.5\n"a ""loud"" one"\n1.5\n2.5\n" "',
      '"TextTier"\n"labels"\n0\n2.5\n1\n2\n"click"\n',
    ].join('\n');
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const encoded of [bytes, Buffer.from(bytes).swap16(), Buffer.from(`\ufeff${text}`), Buffer.from(text)]) {
      expect(parse('textgrid', decodeText(encoded)).labels).toMatchObject([
        { onsetSeconds: 1, offsetSeconds: 1.5, individual: 'Ärla', cluster: 'a "loud" one' },
        { onsetSeconds: 2, offsetSeconds: 2, individual: '', cluster: 'click' },
      ]);
    }
  });

  it('Audition: times beyond the hour, also with minutes that count on', () => {
    const header = 'Name\tStart\tDuration\tTime Format\tType\tDescription\n';
    const rows =
      '\t0:07.250\t0:00.750\tdecimal\tCue\t\nB\t1:02:03.500\t1:00.000\tdecimal\tCue\tnote\n\t1:75:03.2\t0:01.0\tdecimal\tCue\t\n';
    expect(parse('audition', decodeText(Buffer.from(`\ufeff${header}${rows}`))).labels).toMatchObject([
      { onsetSeconds: 7.25, offsetSeconds: 8 },
      { onsetSeconds: 3723.5, offsetSeconds: 3783.5, cluster: 'B', text: 'note' },
      { onsetSeconds: 4503.2, offsetSeconds: 4504.2 },
    ]);
  });
});

describe('bad files: line and column of the first fault', () => {
  const csv = 'onset,offset,clustername\n';
  it.each<[LabelFormatName, string, [number, number]]>([
    ['csv', '', [1, 1]],
    ['csv', 'onset,clustername\n', [1, 1]],
    ['csv', 'onset,offset,onset\n', [1, 14]],
    ['csv', `${csv}NaN,2,A`, [2, 1]],
    ['csv', `${csv}1,2,A\r\n1,Infinity,A`, [3, 3]],
    ['csv', `${csv}2,1,A`, [2, 3]],
    ['csv', `${csv}-0.5,1,A`, [2, 1]],
    ['csv', `${csv}"1",2,"A`, [2, 7]],
    ['csv', `${csv}1,2,A"B"`, [2, 6]],
    ['csv', `${csv}1,2,"A"B`, [2, 8]],
    ['csv', `${csv}1,2`, [2, 3]],
    ['csv', `${csv}1,2,"two\nlines"`, [2, 5]],
    ['csv', `${csv}1,2,\u0007`, [2, 5]],
    ['csv', `${csv}1,2,${'x'.repeat(201)}`, [2, 5]],
    ['csv', `${csv}1e9,2e9,A`, [2, 1]],
    ['csv', ','.repeat(210), [1, 201]],
    ['raven', 'Begin Time (s)\tEnd Time (s)\n1,5\t2', [2, 1]],
    ['raven', 'Begin Time (s)\tEnd Time (s)\tChannel\n1\t2\t0', [2, 5]],
    ['raven', 'Begin Time (s)\tEnd Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)\n1\t2\t900\t800', [2, 9]],
    ['raven', `x${'\t'.repeat(210)}`, [1, 1]],
    ['audacity', '1\t2\tA\n1 2 B', [2, 1]],
    ['audacity', '\\\t1\t2', [1, 1]],
    ['audacity', '1\t2\tA\n\\\t1', [2, 1]],
    ['audacity', '1\tnan\tA', [1, 3]],
    ['audition', 'Name\tStart\tDuration\nA\t1:60.0\t0:01.0', [2, 3]],
    ['audition', 'Name\tStart\tDuration\tTime Format\nA\t1:00.0\t0:01.0\tsamples', [2, 17]],
    ['textgrid', 'File type = "ooTextFile"\nObject class = "PitchTier"', [2, 16]],
    ['textgrid', '"ooTextFile" "TextGrid" 0 2 <exists> 1 "IntervalTier" "x" 0 2 1 2 1 "back"', [1, 67]],
    ['textgrid', '"ooTextFile" "TextGrid" 0 2 <exists> 1 "IntervalTier" "x" 0 2 1 0 1 "open', [1, 69]],
    ['textgrid', '"ooTextFile"\n"TextGrid"\n0 2 <exists> 1', [3, 15]],
    ['json', '{"labels": [\n  {"onsetSeconds": 1, "offsetSeconds": 2,}\n]}', [2, 42]],
    ['json', '{"labels": [\n  {"onsetSeconds": NaN}]}', [2, 20]],
    ['json', '{"labels": [\n  {"onsetSeconds": 2, "offsetSeconds": 1}]}', [2, 40]],
    ['json', '{"labels": [\n  {"onsetSeconds": 2, "offset": 1}]}', [2, 33]],
    ['json', '[{"onsetSeconds": 1, "offsetSeconds": 2},\n7]', [2, 1]],
    ['json', '{"labels": {}}', [1, 12]],
    ['json', '[{"onsetSeconds": 1, "offsetSeconds": 2, "confidence": 1.5}]', [1, 56]],
    ['json', '[{"onsetSeconds": 1, "offsetSeconds": 2, "cluster": "\\u0000"}]', [1, 53]],
    ['json', '[{"onsetSeconds": 1, "offsetSeconds": 2, "text": "\\ud800"}]', [1, 50]],
    ['json', `${'['.repeat(100)}${']'.repeat(100)}`, [1, 34]],
  ])('%s %j', (name, text, place) => {
    expect(faultOf(() => parse(name, text))).toEqual(place);
  });

  it.each<[LabelFormatName, string, string]>([
    [
      'raven',
      'Begin Time (s)\tEnd Time (s)\tAnnotation\n1\t2\ta\n1\t2\tsaid\tb',
      'Line 3, column 10: the header has 3 columns, this line 4. A tab ends a cell: replace tabs within a text by spaces.',
    ],
    [
      'json',
      '[{"onsetSeconds": 1, "offsetSeconds": 2}, {"onsetSeconds": 1, "offsetSeconds": 2, "cluster": "a\\tb"}]',
      'Line 1, column 94: label 2: cluster must be one line of at most 200 characters, without tabs, not "a\\tb".',
    ],
    [
      'csv',
      `${csv}1,2,A\n1,2,"a\nb"`,
      'Line 3, column 5: label 2: clustername must be one line of at most 200 characters, without tabs, not "a\\nb".',
    ],
  ])('name the label and how to mend it: %s %j', (name, text, message) => {
    expect(() => parse(name, text)).toThrow(message);
  });

  it('refuses the same id twice', () => {
    const id = '4c1d6f0e-8f1c-4e0c-9a53-0d7b5a5e3f10';
    const one = `{"id": "${id}", "onsetSeconds": 1, "offsetSeconds": 2}`;
    const again = one.replace(id, id.toUpperCase());
    expect(() => parse('json', `[${one}, ${again}]`)).toThrow('earlier label');
  });

  it('finds the first byte that is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('onset,offset\n1,2\nä'), Buffer.from([0xff, 0x41])]);
    expect(faultOf(() => decodeText(bytes))).toEqual([3, 2]);
    expect(faultOf(() => decodeText(Buffer.from('\ufeffabc', 'utf16le').subarray(0, 5)))).toEqual([1, 2]);
  });
});
