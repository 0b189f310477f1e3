import { readTrainingRequest } from './read-training-request.js';

const ID = '3f2b7e0e-8f8a-4a3e-9d0e-0a5c1b2d3e4f';
const label = { onsetSeconds: 1, offsetSeconds: 2, cluster: 'song' };
const area = { onsetSeconds: 0, offsetSeconds: 5 };
const recording = (more: object = {}) => ({ recordingId: ID, areas: [area], labels: [label], ...more });
const request = (more: object = {}) => ({ name: 'finch', recordings: [recording()], ...more });
const read = (body: unknown) => readTrainingRequest(JSON.stringify(body));

describe('readTrainingRequest', () => {
  it('reads recordings with areas and labels, and what is said of the model', () => {
    const { head, recordings } = read(request({ options: { steps: 5, minFrequencyHz: 300 } }));
    expect(head).toMatchObject({ name: 'finch', baseModel: 'segmenter-base', options: { steps: 5, seed: 0 } });
    expect(recordings).toEqual([
      {
        recordingId: ID,
        areas: [{ onset: 0, offset: 5 }],
        labels: [{ onset: 1, offset: 2, name: { species: 'Unknown', individual: 'Unknown', cluster: 'song' } }],
      },
    ]);
  });

  it('takes a track of annotations instead of labels, rules instead of areas, and labels as the API answers them', () => {
    const track = { labels: undefined, annotationTrackId: ID, annotationVersion: 3, areas: 'whole-recording' };
    const whole = { ...label, id: ID, channel: 1, lowFrequencyHz: null, text: '', confidence: null, modelName: null };
    const { recordings } = read(request({ recordings: [recording(track), recording({ labels: [whole] })] }));
    expect(recordings[0]).toMatchObject({ areas: 'whole-recording', labels: { id: ID, version: 3 } });
    expect(recordings[1].labels).toMatchObject([{ onset: 1, offset: 2, channel: 1 }]);
  });

  it.each<[string, unknown, string]>([
    ['text that is no JSON', '{"name": NaN}', 'not valid JSON: Unexpected token'],
    ['a field that there is not', '{"name": "a", "epochs": 3}', 'known are name, baseModel, recordings, options'],
    ['a list', [], 'must be a JSON object'],
    ['no name', { recordings: [recording()] }, 'name is required'],
    ['an unknown field', request({ epochs: 3 }), 'there is no field epochs here'],
    ['an unknown option', request({ options: { rate: 1 } }), 'there is no field rate here'],
    ['no steps', request({ options: { steps: 0 } }), 'steps must not be less than 1'],
    ['no recordings', request({ recordings: [] }), 'must be a list of 1 to 1000 recordings'],
    ['a recording that is none', request({ recordings: [7] }), 'recordings.0: must be an object'],
    [
      'a bad id',
      request({ recordings: [recording({ recordingId: '../x' })] }),
      'recordings.0.recordingId: must be a UUID',
    ],
    ['no areas', request({ recordings: [recording({ areas: undefined })] }), 'every vocalisation is labelled'],
    ['empty areas', request({ recordings: [recording({ areas: [] })] }), 'every vocalisation is labelled'],
    [
      'an area without length',
      request({ recordings: [recording({ areas: [{ onsetSeconds: 1, offsetSeconds: 1 }] })] }),
      'recordings.0.areas.0.offsetSeconds: must be after the onset',
    ],
    [
      'labels and a track',
      request({ recordings: [recording({ annotationTrackId: ID })] }),
      'either labels or an annotationTrackId',
    ],
    ['neither', request({ recordings: [recording({ labels: undefined })] }), 'either labels or an annotationTrackId'],
    [
      'a version without a track',
      request({ recordings: [recording({ annotationVersion: 1 })] }),
      'send the annotationTrackId, too',
    ],
    [
      'a label without length',
      request({ recordings: [recording({ labels: [label, { ...label, offsetSeconds: 1 }] })] }),
      'recordings.0.labels.1.offsetSeconds: must be after the onset',
    ],
    [
      'a label that ends before it begins',
      request({ recordings: [recording({ labels: [{ ...label, offsetSeconds: 0.5 }] })] }),
      'must be after the onset',
    ],
    [
      'a time that is none',
      request({ recordings: [recording({ labels: [{ ...label, onsetSeconds: null }] })] }),
      'recordings.0.labels.0.onsetSeconds: must be a number of seconds',
    ],
    [
      'a time before the start',
      request({ recordings: [recording({ labels: [{ ...label, onsetSeconds: -1 }] })] }),
      'must be a number of seconds from 0',
    ],
    [
      'a name of two lines',
      request({ recordings: [recording({ labels: [{ ...label, species: 'a\nb' }] })] }),
      'recordings.0.labels.0.species: must be one line',
    ],
    [
      'a channel that is none',
      request({ recordings: [recording({ labels: [{ ...label, channel: 1.5 }] })] }),
      'recordings.0.labels.0.channel: must be the number of a channel',
    ],
    [
      'a field of a label that is none',
      request({ recordings: [recording({ labels: [{ ...label, onset: 1 }] })] }),
      'recordings.0.labels.0.onset: there is no such field',
    ],
  ])('refuses %s', (_what, body, message) => {
    expect(() => readTrainingRequest(typeof body === 'string' ? body : JSON.stringify(body))).toThrow(message);
  });

  it('counts labels and areas over all recordings', () => {
    const half = Array.from({ length: 100_001 }, () => label);
    expect(() => read(request({ recordings: [recording({ labels: half }), recording({ labels: half })] }))).toThrow(
      'recordings.1.labels: there are more than 200000 labels in the request',
    );
    const areas = Array.from({ length: 10_001 }, () => area);
    expect(() => read(request({ recordings: [recording({ areas })] }))).toThrow(/more than 10000 areas/);
  });
});
