import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCalls } from '../support/finetunes-client.js';
import { makeWav } from '../support/make-wav.js';
import { SMALL_SEGMENTER, writeRandomSegmenter } from '../support/random-segmenter.js';
import { TestServer } from '../support/test-server.js';
import { callLabels, VocalModelsClient, type VocalLabel } from '../support/vocal-models-client.js';

const SECONDS = 6;

describe('labels of a model and of people', () => {
  jest.setTimeout(180_000);
  let server: TestServer;
  let client: VocalModelsClient;
  let id: string;
  let predicted: VocalLabel[];

  beforeAll(async () => {
    server = await TestServer.start({ environment: { COMPAT_OPEN: 'true' } });
    client = new VocalModelsClient(server.url);
    id = await client.callsId(SECONDS);
    predicted = (await client.labels(id)).body.labels;
  });
  afterAll(() => server.stop());

  const labels = async (more: object): Promise<VocalLabel[]> => {
    const { status, body } = await client.labels(id, more);
    expect([status, body.error]).toEqual([201, undefined]);
    return body.labels;
  };
  const touches = (label: VocalLabel, area: { onset: number; offset: number }): boolean =>
    label.onset < area.offset && label.offset > area.onset;

  it('are those of the model where people annotated nothing, by onset, with three decimals', () => {
    expect(predicted.length).toBeGreaterThan(3);
    const onsets = predicted.map(({ onset }) => onset);
    expect(onsets).toEqual([...onsets].sort((one, other) => one - other));
    for (const label of predicted) {
      expect(Object.keys(label).sort()).toEqual(['clustername', 'individual', 'offset', 'onset', 'species']);
      expect([label.onset, label.offset]).toEqual([Number(label.onset.toFixed(3)), Number(label.offset.toFixed(3))]);
      expect(label.onset >= 0 && label.offset > label.onset && label.offset <= SECONDS).toBe(true);
    }
  });

  it('are those of people that touch an area, and those of the model that touch none', async () => {
    const areas = [
      { onset: 0.2, offset: 1.2 },
      { onset: 3, offset: 4 },
    ];
    const human = [
      { ...callLabels(0.5)[0], onset: 0.1, offset: 0.3, clustername: 'into', id: 7, minFrequency: NaN },
      { ...callLabels(0.5)[0], onset: 1.1, offset: 2.5, clustername: 'out of' },
      { ...callLabels(0.5)[0], onset: 1.2, offset: 3, clustername: 'between' },
      { onset: '3.5', offset: 3.6, clustername: 'text' },
    ];
    const expected = [
      ...predicted.filter((label) => !areas.some((area) => touches(label, area))),
      { onset: 0.1, offset: 0.3, species: 'finch', individual: 'b7', clustername: 'into' },
      { onset: 1.1, offset: 2.5, species: 'finch', individual: 'b7', clustername: 'out of' },
      { onset: 3.5, offset: 3.6, species: 'Unknown', individual: 'Unknown', clustername: 'text' },
    ];
    const joined = await labels({ annotated_areas: areas, human_labels: human });
    expect(joined).toHaveLength(expected.length);
    expect(joined).toEqual(expect.arrayContaining(expected));
    expect(joined.map(({ onset }) => onset)).toEqual(joined.map(({ onset }) => onset).sort((a, b) => a - b));
    const whole = await labels({ annotated_areas: [{ onset: 0, offset: SECONDS }], human_labels: [] });
    expect(whole).toEqual([]);
  });

  it('come of either base model, the default too, and of names in any case', async () => {
    for (const model_name of ['whisperseg-base', 'whisperseg-large', 'WhisperSeg-Base', null, '', undefined]) {
      expect([model_name, await labels({ model_name })]).toEqual([model_name, predicted]);
    }
  });

  it('take a minimum frequency as number, text, empty text and null', async () => {
    for (const min_frequency of ['', null, undefined]) expect(await labels({ min_frequency })).toEqual(predicted);
    expect(await labels({ min_frequency: '2000' })).toEqual(await labels({ min_frequency: 2000 }));
    expect(await labels({ min_frequency: 2000 })).not.toEqual(predicted);
  });

  it('are of the channel of the audio id, at the rate of the recording whatever that of the pictures', async () => {
    const calls = makeCalls(2);
    const noise = (frame: number): number => Math.sin(frame * frame * 0.37) * 0.5;
    const wav = makeWav({
      seconds: 2,
      sampleRateHz: 16_000,
      channels: 2,
      sample: (frame, channel) => (channel === 0 ? calls.readInt16LE(44 + 2 * frame) / 32_767 : noise(frame)),
    });
    const { body } = await client.upload(wav, { sampling_rate: '4000' });
    const alone = await client.labels(await client.audioId(calls));
    const [left, right] = [
      await client.labels(body.channels[0].audio_id),
      await client.labels(body.channels[1].audio_id),
    ];
    expect(left.body.labels).toEqual(alone.body.labels);
    expect(right.body.labels).not.toEqual(left.body.labels);
  });

  it.each<[string, number, object]>([
    ['audio_id', 404, { audio_id: 'x' }],
    ['audio_id', 400, { audio_id: undefined }],
    ['unheard-of', 404, { model_name: 'unheard-of' }],
    ['min_frequency', 400, { min_frequency: 'low' }],
    ['minimum frequency', 400, { min_frequency: 900_000 }],
    ['annotated_areas[0].onset', 400, { annotated_areas: [{ onset: null, offset: 1 }] }],
    ['human_labels[1]', 400, { human_labels: [callLabels(1)[0], 7] }],
    ['human_labels[0].offset', 400, { human_labels: [{ onset: 1, offset: 'x' }] }],
    ['human_labels[0].offset', 400, { human_labels: [{ onset: 2, offset: 1 }] }],
    ['human_labels[0].species', 400, { human_labels: [{ onset: 0, offset: 1, species: {} }] }],
    ['human_labels', 400, { human_labels: 'none' }],
  ])('name %s in a refusal with %d for %j', async (name, expected, more) => {
    const { status, body } = await client.labels(id, more);
    expect([status, body.error]).toEqual([expected, expect.stringContaining(name)]);
    expect(body.labels).toBeUndefined();
  });

  it('join 100,000 labels and 5,000 areas of people', async () => {
    const human_labels = Array.from({ length: 100_000 }, (_, index) => ({
      onset: index / 20_000,
      offset: index / 20_000 + 1e-5,
      species: 'a',
      individual: 'b',
      clustername: 'c',
    }));
    const annotated_areas = Array.from({ length: 5_000 }, (_, index) => ({
      onset: index / 1000,
      offset: index / 1000 + 4e-4,
    }));
    const joined = await labels({ human_labels, annotated_areas });
    expect(joined.filter(({ clustername }) => clustername === 'c').length).toBeGreaterThan(30_000);
  });

  it('of a recording without sound are none, and no failure', async () => {
    const silent = await client.audioId(makeWav({ seconds: 0.01, sampleRateHz: 16_000, sample: () => 0 }));
    expect((await client.labels(silent)).status).toBe(201);
  });

  it('are a failure where the model cannot run, and not a recording without calls', async () => {
    const directory = join(server.dataDirectory, 'models/hub/segmentation/damaged');
    await writeRandomSegmenter(directory, SMALL_SEGMENTER, 'damaged');
    appendFileSync(join(directory, 'model.onnx'), 'x');
    const { status, body } = await client.labels(id, { model_name: 'damaged' });
    expect(status).toBeGreaterThanOrEqual(400);
    expect([body.labels, typeof body.error]).toEqual([undefined, 'string']);
  });
});
