import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnalysisBody, AnalysesClient } from '../support/analyses-client.js';
import type { ApiAnswer } from '../support/api-client.js';
import { fileForm, makeWav } from '../support/make-wav.js';
import { SMALL_SEGMENTER, writeRandomSegmenter } from '../support/random-segmenter.js';
import { TestServer } from '../support/test-server.js';

interface EventBody {
  onsetSeconds: number;
  offsetSeconds: number;
  species: string;
  individual: string;
  cluster: string;
  confidence: number;
}
interface ResultBody {
  model: object;
  settings: object;
  durationSeconds: number;
  eventCount: number;
  vocalSeconds: number;
  classes: { count: number }[];
  events: EventBody[];
  isTruncated: boolean;
  annotation: { trackId: string; version: number } | null;
}
interface Scores {
  truePositives: number;
  predicted: number;
  labelled: number;
  f1: number;
}

const RATE = 16_000;
const RANDOM = 'random-segmenter';

describe('segmentation', () => {
  let server: TestServer;
  let token: string;
  let other: string;
  let analyses: AnalysesClient;
  let noisy: string;
  const install = (name: string): Promise<unknown> =>
    writeRandomSegmenter(join(server.dataDirectory, 'models', 'hub', 'segmentation', name), SMALL_SEGMENTER, name);

  let state = 1;
  const sample = (): number => ((state = (state * 16_807) % 2_147_483_647) / 2_147_483_647 - 0.5) * 0.4;

  beforeAll(async () => {
    server = await TestServer.start();
    token = (await server.newUser('owner@example.org')).token;
    other = (await server.newUser('other@example.org')).token;
    analyses = new AnalysesClient(server, token);
    await install(RANDOM);
    noisy = await upload(makeWav({ seconds: 4, sampleRateHz: RATE, sample }));
  });
  afterAll(() => server.stop());

  async function upload(wav: Uint8Array): Promise<string> {
    const answer = await server.call<{ id: string }>('/v1/recordings', { token, form: fileForm(wav) });
    return answer.body.id;
  }

  const start = (recording: string, json: object): Promise<ApiAnswer<AnalysisBody>> =>
    server.call<AnalysisBody>(`/v1/recordings/${recording}/analyses`, {
      token,
      json: { kind: 'segmentation', model: RANDOM, ...json },
    });

  async function segment(recording: string, json: object = {}): Promise<AnalysisBody> {
    return analyses.ends((await start(recording, json)).body.id);
  }

  const resultOf = (analysis: AnalysisBody): ResultBody => analysis.result as unknown as ResultBody;

  it('tells onset, offset, class and confidence of every vocalisation, and what made them', async () => {
    const analysis = await segment(noisy);
    expect(analysis).toMatchObject({ status: 'succeeded', model: `${RANDOM}@1` });
    const result = resultOf(analysis);
    expect(result).toMatchObject({
      model: { name: RANDOM, version: '1', requestedName: RANDOM },
      settings: { sampleRateHz: RATE, timeStepSeconds: 0.0025, minFrequencyHz: 0, threshold: 0.5, channel: null },
      durationSeconds: 4,
      isTruncated: false,
      annotation: null,
    });
    const { events } = result;
    expect(events.length).toBeGreaterThan(5);
    expect(result.eventCount).toBe(events.length);
    expect(result.classes.reduce((sum, { count }) => sum + count, 0)).toBe(events.length);
    for (const [index, event] of events.entries()) {
      expect(event).toMatchObject({ species: 'zebra finch', individual: 'R3406' });
      expect(event.onsetSeconds).toBeGreaterThanOrEqual(events[index - 1]?.offsetSeconds ?? 0);
      expect(event.offsetSeconds).toBeGreaterThan(event.onsetSeconds);
      expect(event.offsetSeconds).toBeLessThanOrEqual(4);
    }
    const length = events.reduce((sum, event) => sum + event.offsetSeconds - event.onsetSeconds, 0);
    expect(result.vocalSeconds).toBeCloseTo(length, 1);
  });

  it('shows events while the analysis runs', async () => {
    const { id } = await segment(noisy);
    const partials = (await analyses.events(id)).filter(({ type }) => type === 'partial');
    const events = partials.flatMap(({ data }) => (data as unknown as ResultBody).events);
    expect(events).toEqual(resultOf(await analyses.get(id)).events);
  });

  it('hears as it is told, and says so', async () => {
    const options = {
      timeStepSeconds: 0.005,
      minFrequencyHz: 300,
      minSegmentSeconds: 0.05,
      threshold: 0.4,
      channel: 0,
    };
    const result = resultOf(await segment(noisy, { options }));
    expect(result.settings).toMatchObject(options);
    expect(result.events.every(({ onsetSeconds, offsetSeconds }) => offsetSeconds - onsetSeconds > 0.049)).toBe(true);
  });

  it('hears nothing in silence', async () => {
    const silent = await upload(makeWav({ seconds: 3, sampleRateHz: RATE, sample: () => 0 }));
    const analysis = await segment(silent, { options: { annotationTrack: 'machine' } });
    expect(analysis).toMatchObject({ status: 'succeeded', result: { events: [], eventCount: 0, classes: [] } });
  });

  it('lets segmenter-base stand for WhisperSeg', async () => {
    await install('segmenter-base');
    const result = resultOf(await segment(noisy, { model: 'whisperseg-base' }));
    expect(result.model).toMatchObject({ name: 'segmenter-base', requestedName: 'whisperseg-base' });
  });

  it('saves the events as a version of an annotation track', async () => {
    const first = resultOf(await segment(noisy, { options: { annotationTrack: 'machine' } }));
    const second = resultOf(await segment(noisy, { options: { annotationTrack: 'machine', threshold: 0.6 } }));
    expect(second.annotation).toEqual({ trackId: first.annotation!.trackId, version: 2 });
    const path = `/v1/annotations/${first.annotation!.trackId}/versions/1/labels?limit=100`;
    const { body } = await server.call<{ items: EventBody[] }>(path, { token });
    expect(body.items).toHaveLength(Math.min(100, first.eventCount));
    expect(body.items[0]).toMatchObject({ ...first.events[0], modelName: RANDOM, modelVersion: '1' });
  });

  it.each<[string, object, string]>([
    ['options.threshold', { threshold: 2 }, 'options.threshold'],
    ['options.timeStepSeconds', { timeStepSeconds: 1 }, 'options.timeStepSeconds'],
    ['options.channel', { channel: -1 }, 'options.channel'],
    ['options.annotationTrack', { annotationTrack: 'a\nb' }, 'options.annotationTrack'],
    ['an option that does not exist', { trials: 3 }, 'options.trials'],
  ])('refuses %s', async (_what, options, field) => {
    const { status, body } = await start(noisy, { options });
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ field }] });
  });

  const refusals: [string, object, number, string, RegExp][] = [
    ['a model that does not exist', { model: 'nobody' }, 404, 'not-found', /"nobody"/],
    ['a frequency above the model', { options: { minFrequencyHz: 9000 } }, 422, 'min-frequency-too-high', /8000 Hz/],
    ['a channel that the recording lacks', { options: { channel: 3 } }, 422, 'audio-no-such-channel', /channel/],
  ];
  const problem = (code: string, message: RegExp) => ({
    type: `urn:earshot:problem:${code}`,
    detail: expect.stringMatching(message) as string,
  });

  it.each(refusals)('refuses %s at once', async (_what, json, status, code, message) => {
    expect(await start(noisy, json)).toMatchObject({ status, body: problem(code, message) });
  });

  it.each(refusals)('keeps nothing of an upload that asks for %s', async (_what, json, status, code, message) => {
    const list = () => server.call<{ items: object[] }>('/v1/recordings?limit=100', { token });
    const before = (await list()).body.items.length;
    const wav = makeWav({ seconds: 1, sampleRateHz: RATE });
    const wanted = [{ kind: 'segmentation', model: RANDOM, ...json }];
    const form = fileForm(wav, 'refused.wav', { analyses: JSON.stringify(wanted) });
    expect(await server.call('/v1/recordings', { token, form })).toMatchObject({
      status,
      body: problem(code, message),
    });
    expect((await list()).body.items).toHaveLength(before);
  });

  it('refuses a frequency above half of the rate of the recording, also where the model hears higher', async () => {
    const low = await upload(makeWav({ seconds: 1, sampleRateHz: 8000, sample }));
    const refused = { status: 422, body: problem('min-frequency-too-high', /4000 Hz/) };
    const minFrequencyHz = 4000;
    expect(await start(low, { options: { minFrequencyHz } })).toMatchObject(refused);
    const evaluation = { recordings: [{ recordingId: low, labels: [] }], minFrequencyHz };
    const asked = await server.call(`/v1/models/${RANDOM}/evaluations`, { token, json: evaluation });
    expect(asked).toMatchObject(refused);
    const labels = [{ onsetSeconds: 0.1, offsetSeconds: 0.3 }];
    const recordings = [{ recordingId: low, areas: [{ onsetSeconds: 0, offsetSeconds: 1 }], labels }];
    const lesson = { name: 'too-high', baseModel: RANDOM, recordings, options: { minFrequencyHz } };
    expect(await server.call('/v1/models/finetunes', { token, json: lesson })).toMatchObject(refused);
    expect((await start(low, { options: { minFrequencyHz: 3000 } })).status).toBe(202);
  });

  it('answers a repeated request as before, although its model is gone', async () => {
    await install('leaving');
    const ask = () =>
      server.call<AnalysisBody>(`/v1/recordings/${noisy}/analyses`, {
        token,
        json: { kind: 'segmentation', model: 'leaving' },
        headers: { 'Idempotency-Key': 'leaving-1' },
      });
    const first = await ask();
    await analyses.ends(first.body.id);
    rmSync(join(server.dataDirectory, 'models', 'hub', 'segmentation', 'leaving'), { recursive: true });
    expect((await ask()).body.id).toBe(first.body.id);
    expect((await start(noisy, { model: 'leaving' })).status).toBe(404);
  });

  it('lists a graph whose checksum is wrong as damaged, and refuses at once to run it', async () => {
    await install('damaged');
    const path = join(server.dataDirectory, 'models', 'hub', 'segmentation', 'damaged', 'model.onnx');
    const bytes = readFileSync(path);
    bytes[bytes.length - 1] ^= 1;
    writeFileSync(path, bytes);
    const fault = /^damaged\/model\.onnx is damaged \(its SHA-256/;
    const listed = (await server.call<{ data: { id: string }[] }>('/v1/models', { token })).body.data;
    expect(listed.find(({ id }) => id === 'damaged')).toMatchObject({
      status: 'damaged',
      fault: expect.stringMatching(fault) as string,
    });
    const refused = { status: 409, body: problem('model-damaged', fault) };
    expect(await start(noisy, { model: 'damaged' })).toMatchObject(refused);
    const evaluation = { recordings: [{ recordingId: noisy, labels: [] }] };
    expect(await server.call('/v1/models/damaged/evaluations', { token, json: evaluation })).toMatchObject(refused);
  });

  it('stops when it is cancelled', async () => {
    const long = await upload(makeWav({ seconds: 900, sampleRateHz: 4000, sample }));
    const { id } = (await start(long, {})).body;
    await analyses.reaches(id, 'running');
    await server.call(`/v1/analyses/${id}/cancel`, { token, json: {} });
    expect((await analyses.ends(id)).status).toBe('cancelled');
  });

  describe('evaluations', () => {
    let events: EventBody[];
    beforeAll(async () => {
      events = resultOf(await segment(noisy)).events;
    });

    const asked = (json: object, as = token, model = RANDOM): Promise<ApiAnswer<AnalysisBody>> =>
      server.call<AnalysisBody>(`/v1/models/${model}/evaluations`, { token: as, json });

    async function evaluate(json: object): Promise<Record<string, Scores> & Record<string, unknown>> {
      const { status, body } = await asked(json);
      expect(status).toBe(202);
      const ended = await analyses.ends(body.id);
      expect(ended).toMatchObject({ kind: 'evaluation', status: 'succeeded', model: `${RANDOM}@1` });
      return ended.result as never;
    }

    const labels = (list: EventBody[]) =>
      list.map(({ onsetSeconds, offsetSeconds, species, individual, cluster }) => {
        return { onsetSeconds, offsetSeconds, species, individual, cluster };
      });

    it('finds what the model itself has labelled, whole', async () => {
      const result = await evaluate({ recordings: [{ recordingId: noisy, labels: labels(events) }] });
      const whole = { truePositives: events.length, predicted: events.length, labelled: events.length };
      expect(result).toMatchObject({
        model: { name: RANDOM },
        toleranceSeconds: 0.01,
        frameSeconds: 0.001,
        seconds: 4,
        segmentWise: { ...whole, f1: 1 },
        overlapWise: { ...whole, f1: 1 },
      });
      expect(result.note).toBeNull();
      expect(result.frameWise.f1).toBeGreaterThan(0.99);
      const confusion = result.confusion as unknown as { labelled: string; predicted: string }[];
      expect(confusion.every(({ labelled, predicted }) => labelled === predicted)).toBe(true);
    });

    it('counts within areas only, as exactly as asked, and tells classes apart', async () => {
      const moved = labels(events).map((label) => {
        return { ...label, onsetSeconds: label.onsetSeconds + 0.004, cluster: 'other' };
      });
      const areas = [{ onsetSeconds: 0, offsetSeconds: 2 }];
      const recordings = [{ recordingId: noisy, labels: moved, areas }];
      const loose = await evaluate({ recordings, toleranceSeconds: 0.0045 });
      const within = events.filter(({ onsetSeconds }) => onsetSeconds < 2).length;
      expect(loose.seconds).toBe(2);
      expect(loose.segmentWise).toMatchObject({ truePositives: 0, predicted: within, f1: 0 });
      expect(loose.note).toContain('no class in common');
      expect((loose.detection as unknown as typeof loose).segmentWise.truePositives).toBeGreaterThan(within - 3);
      const strict = await evaluate({ recordings, toleranceSeconds: 0.003 });
      expect((strict.detection as unknown as typeof strict).segmentWise.truePositives).toBeLessThan(3);
    });

    it('reads labels from versions of annotation tracks', async () => {
      const { annotation } = resultOf(await segment(noisy, { options: { annotationTrack: 'truth' } }));
      const track = { recordingId: noisy, annotationTrackId: annotation!.trackId };
      const result = await evaluate({ recordings: [{ ...track, annotationVersion: 1 }] });
      expect(result.segmentWise).toMatchObject({ truePositives: events.length, f1: 1 });
      expect((await evaluate({ recordings: [{ ...track, annotationVersion: 0 }] })).segmentWise.labelled).toBe(0);
      const { status } = await asked({ recordings: [{ ...track, annotationVersion: 9 }] });
      expect(status).toBe(400);
      const empty = await server.call<{ id: string }>(`/v1/recordings/${noisy}/annotations`, {
        token,
        json: { name: 'empty' },
      });
      expect((await asked({ recordings: [{ recordingId: noisy, annotationTrackId: empty.body.id }] })).status).toBe(
        400,
      );
    });

    it('refuses what cannot be scored', async () => {
      const recording = { recordingId: noisy, labels: [] };
      const bad = [
        [{ recordings: [] }, 'recordings'],
        [{ recordings: [{ recordingId: noisy }] }, 'recordings.0.labels'],
        [
          { recordings: [{ ...recording, labels: [{ onsetSeconds: 2, offsetSeconds: 1 }] }] },
          'recordings.0.labels.0.offsetSeconds',
        ],
        [
          { recordings: [{ ...recording, areas: [{ onsetSeconds: -1, offsetSeconds: 1 }] }] },
          'recordings.0.areas.0.onsetSeconds',
        ],
        [{ recordings: [recording], minimumIou: 0 }, 'minimumIou'],
      ] as const;
      for (const [json, field] of bad) {
        const { status, body } = await asked(json);
        expect({ status, body }).toMatchObject({ status: 400, body: { errors: [{ field }] } });
      }
      const many = Array.from({ length: 1500 }, (_, index) => ({ onsetSeconds: index, offsetSeconds: index + 0.5 }));
      const two = [1, 2].map(() => ({ recordingId: noisy, labels: many }));
      expect((await asked({ recordings: two })).body).toMatchObject({ status: 400, errors: [{ field: 'recordings' }] });
    });

    it('takes labels with long names in one body, and says when it is too much', async () => {
      const cluster = 'song '.repeat(38);
      const many = Array.from({ length: 2000 }, (_, index) => {
        return { onsetSeconds: index, offsetSeconds: index + 0.5, cluster, species: cluster };
      });
      const large = { recordings: [{ recordingId: noisy, labels: many }] };
      expect(JSON.stringify(large).length).toBeGreaterThan(800_000);
      const { status, body } = await asked(large);
      expect(status).toBe(202);
      await server.call(`/v1/analyses/${body.id}/cancel`, { token, json: {} });
      expect((await asked({ ...large, targetClass: 'x'.repeat(2 ** 21) })).status).toBe(413);
      const areas = Array.from({ length: 900 }, () => ({ onsetSeconds: 0, offsetSeconds: 1 }));
      const three = [1, 2, 3].map(() => ({ recordingId: noisy, labels: [], areas }));
      expect((await asked({ recordings: three })).body).toMatchObject({ errors: [{ field: 'recordings' }] });
      expect((await asked([])).status).toBe(400);
      const stranger = await server.call(`/v1/models/${RANDOM}/evaluations`, { json: large });
      expect(stranger.status).toBe(401);
    });

    it('shows nobody the recordings of others', async () => {
      expect((await asked({ recordings: [{ recordingId: noisy, labels: [] }] }, other)).status).toBe(404);
      expect((await asked({ recordings: [{ recordingId: noisy, labels: [] }] }, token, 'nobody')).status).toBe(404);
    });
  });
});
