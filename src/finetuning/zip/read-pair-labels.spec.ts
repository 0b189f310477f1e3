import { nameOf } from '../training-set/class-name.js';
import { readPairLabels } from './read-pair-labels.js';

const read = (text: string, format: 'json' | 'csv' = 'json') =>
  readPairLabels(new TextEncoder().encode(text), format, 'x.wav');
const song = { onset: 1, offset: 2, name: nameOf('', '', 'song') };

describe('readPairLabels', () => {
  it.each<[string, string, 'json' | 'csv', object[]]>([
    ['columns in JSON', '{"onset": [1], "offset": [2], "cluster": ["song"]}', 'json', [song]],
    ['columns without clusters', '{"onset": [1], "offset": [2]}', 'json', [{ ...song, name: nameOf() }]],
    [
      'clusters that are numbers',
      '{"onset": [1], "offset": [2], "cluster": [7]}',
      'json',
      [{ ...song, name: nameOf('', '', '7') }],
    ],
    [
      'joined names',
      '{"onset": [1], "offset": [2], "cluster": ["a<==SEPARATOR==>b<==SEPARATOR==>c"]}',
      'json',
      [{ ...song, name: nameOf('a', 'b', 'c') }],
    ],
    ['no labels at all', '{"onset": [], "offset": [], "cluster": []}', 'json', []],
    [
      'labels as this server writes them',
      '{"labels": [{"onsetSeconds": 1, "offsetSeconds": 2, "cluster": "song"}]}',
      'json',
      [song],
    ],
    ['the table of segmentation programs', 'onset,offset,cluster\n1,2,song\n', 'csv', [song]],
    [
      'the table of the annotation client',
      'onset,offset,minFrequency,maxFrequency,species,individual,clustername,filename,channelIndex\n1,2,-1,-1,finch,R1,song,x.wav,0\n',
      'csv',
      [{ ...song, name: nameOf('finch', 'R1', 'song') }],
    ],
  ])('reads %s', (_what, text, format, labels) => {
    expect(read(text, format).labels).toEqual(labels);
  });

  it('keeps what the file says of settings, and passes over what is no number', () => {
    const text =
      '{"onset": [], "offset": [], "sr": 32000, "min_frequency": NaN, "spec_time_step": 0.0025, "species": "x"}';
    expect(read(text).hints).toEqual({ sampleRateHz: 32_000, timeStepSeconds: 0.0025 });
  });

  it.each<[string, string, 'json' | 'csv', string]>([
    ['text that is no JSON', '{', 'json', 'not valid JSON'],
    ['a number', '7', 'json', 'must hold a JSON object'],
    ['no onsets', '{"offset": []}', 'json', '"onset" must be a list'],
    ['lists of different lengths', '{"onset": [1, 2], "offset": [2]}', 'json', '"offset" has 1 values, "onset" 2'],
    [
      'an onset that is NaN',
      '{"onset": [1, NaN], "offset": [2, 3]}',
      'json',
      'labels.1.onsetSeconds: must be a number of seconds',
    ],
    [
      'an offset before the onset',
      '{"onset": [3], "offset": [2]}',
      'json',
      'labels.0.offsetSeconds: must be after the onset',
    ],
    [
      'a cluster that is a list',
      '{"onset": [1], "offset": [2], "cluster": [[]]}',
      'json',
      '"cluster" 0 must be a text',
    ],
    ['a row that is no label', 'onset,offset,cluster\n1,x,song\n', 'csv', 'Line 2, column 3: offset must be a number'],
    ['a row without length', 'onset,offset\n1,1\n', 'csv', 'label 0: the offset must be after the onset'],
  ])('refuses %s', (_what, text, format, message) => {
    expect(() => read(text, format)).toThrow(message);
  });
});
