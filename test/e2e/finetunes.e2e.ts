import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AnalysesClient } from '../support/analyses-client.js';
import { FinetunesClient, labelsOfCalls } from '../support/finetunes-client.js';
import { eventually } from '../support/jobs/eventually.js';
import { SMALL_SEGMENTER, writeRandomSegmenter } from '../support/random-segmenter.js';
import { TestServer } from '../support/test-server.js';

const WHOLE = { areas: 'whole-recording' };
const label = (onsetSeconds: number, offsetSeconds: number, cluster = 'call') => ({
  onsetSeconds,
  offsetSeconds,
  cluster,
});

describe('fine-tunes', () => {
  jest.setTimeout(180_000);
  let server: TestServer;
  let client: FinetunesClient;
  let other: FinetunesClient;

  beforeAll(async () => {
    server = await TestServer.start({ environment: { COMPUTE_THREADS: '1' } });
    await writeRandomSegmenter(join(server.dataDirectory, 'models/hub/segmentation/tiny'), SMALL_SEGMENTER, 'tiny');
    client = new FinetunesClient(server, (await server.newUser('biologist@example.org')).token);
    other = new FinetunesClient(server, (await server.newUser('other@example.org')).token);
  });
  afterAll(() => server.stop());

  const directories = () => readdirSync(join(server.dataDirectory, 'finetunes'));

  it('make a model of labels, and tell how that goes', async () => {
    const started = await client.startOnCalls('Finch.2', { steps: 24, seed: 1 });
    expect(started).toMatchObject({
      name: 'finch.2',
      base: { name: 'tiny', version: '1' },
      options: { steps: 24, seed: 1 },
      trainingSet: { recordings: 1, areas: 1, seconds: 12, labels: 24, classes: 2 },
      warnings: [],
      lossCurve: [],
    });
    const events = await new AnalysesClient(server, client.token).events(started.jobId);
    expect(events.at(-1)).toMatchObject({ type: 'end', data: { status: 'succeeded' } });
    const partial = events.filter(({ type }) => type === 'partial').map(({ data }) => data);
    expect(partial.map(({ phase }) => phase)).toEqual(expect.arrayContaining(['training', 'scoring', 'fitting']));
    expect(partial.at(-1)).toEqual({ phase: 'fitting', steps: 24 });
    const points = partial.filter(({ step }) => step !== undefined);
    expect(points.at(-1)).toMatchObject({ step: 24, steps: 24, loss: expect.any(Number) as number });

    const finetune = await client.get(started.id);
    expect(finetune).toMatchObject({
      status: 'succeeded',
      phase: null,
      progress: 1,
      step: 24,
      steps: 24,
      etaSeconds: null,
      error: null,
    });
    expect(finetune.lossCurve.map(({ step }) => step)).toEqual(
      [...finetune.lossCurve.map(({ step }) => step)].sort((a, b) => a - b),
    );
    expect(finetune.lossCurve.at(-1)).toMatchObject({ step: 24 });
    expect(finetune.scores).toMatchObject({
      segmentF1: expect.any(Number) as number,
      frameF1: expect.any(Number) as number,
    });

    const model = await client.call<Record<string, unknown>>('/v1/models/finch.2');
    expect(model.body).toMatchObject({
      id: started.modelId,
      name: 'finch.2',
      status: 'ready',
      source: 'trained',
      jobId: started.jobId,
      lineage: {
        base: { name: 'tiny', version: '1' },
        dataSha256: started.trainingSet.sha256,
        settings: { steps: 24, seed: 1 },
      },
      settings: {
        classes: [
          { species: 'Unknown', individual: 'Unknown', cluster: 'high' },
          { species: 'Unknown', individual: 'Unknown', cluster: 'low' },
        ],
      },
    });
    expect(directories()).not.toContain(started.id);
    expect(
      (
        await client.start({
          name: 'FINCH.2',
          baseModel: 'tiny',
          recordings: [{ recordingId: await client.newRecording(1), ...WHOLE, labels: [label(0.1, 0.3)] }],
        })
      ).status,
    ).toBe(409);
    const list = await client.call<{ items: { id: string }[] }>('/v1/models/finetunes');
    expect(list.body.items.map(({ id }) => id)).toContain(started.id);
    expect((await other.call<{ items: unknown[] }>('/v1/models/finetunes')).body.items).toEqual([]);
    expect((await other.call(`/v1/models/finetunes/${started.id}`)).status).toBe(404);
    expect((await other.call(`/v1/models/finetunes/${started.id}/cancel`, { method: 'POST' })).status).toBe(404);
  });

  it('say what they did with labels and areas that do not fit', async () => {
    const recordingId = await client.newRecording(10);
    const areas = [
      { onsetSeconds: 0, offsetSeconds: 3 },
      { onsetSeconds: 2, offsetSeconds: 5 },
      { onsetSeconds: 6, offsetSeconds: 7 },
      { onsetSeconds: 8, offsetSeconds: 30 },
      { onsetSeconds: 40, offsetSeconds: 50 },
    ];
    const labels = [...labelsOfCalls(4.9), label(4.5, 5.5, 'once'), label(5.6, 5.8), label(9, 20, 'low')];
    const { status, body } = await client.start({
      name: 'odd',
      baseModel: 'tiny',
      recordings: [{ recordingId, areas, labels }],
      options: { steps: 1 },
    });
    expect(status).toBe(202);
    expect(body.warnings.map(({ code, count }) => [code, count])).toEqual([
      ['labels-outside-areas', 1],
      ['labels-clipped', 2],
      ['areas-cut', 1],
      ['areas-past-the-end', 1],
      ['areas-merged', 1],
      ['areas-without-labels', 1],
      ['labels-overlapping', 1],
      ['classes-with-one-example', 1],
    ]);
    expect(body.trainingSet).toMatchObject({ areas: 3, seconds: 8, classes: 3 });
    expect(await client.ends(body.id)).toMatchObject({ status: 'succeeded' });
  });

  it('learn from a track of annotations', async () => {
    const recordingId = await client.newRecording(6);
    const track = await client.call<{ id: string }>(`/v1/recordings/${recordingId}/annotations`, {
      json: { name: 'mine' },
    });
    await client.call(`/v1/annotations/${track.body.id}/versions`, { json: { labels: labelsOfCalls(6) } });
    const recording = { recordingId, areas: 'span-of-labels', annotationTrackId: track.body.id };
    const start = (more: object) =>
      client.start({
        name: 'track',
        baseModel: 'tiny',
        options: { steps: 1 },
        recordings: [{ ...recording, ...more }],
      });
    expect((await start({ annotationVersion: 2 })).status).toBe(404);
    expect((await start({ recordingId: await client.newRecording(1) })).body.detail).toMatch(/is on another recording/);
    const { body } = await start({});
    expect(body.trainingSet).toMatchObject({ labels: 12, classes: 2, seconds: expect.closeTo(5.7, 5) as number });
    expect(await client.ends(body.id)).toMatchObject({ status: 'succeeded' });
  });

  it('refuse what cannot be learnt from, and keep nothing of it', async () => {
    const recordingId = await client.newRecording(3);
    const foreign = await other.newRecording(1);
    const kept = directories().length;
    const good = { recordingId, ...WHOLE, labels: labelsOfCalls(3) };
    const classes = Array.from({ length: 10_000 }, (_, index) =>
      label(index / 5000, index / 5000 + 0.01, `class ${index}`),
    );
    const refusals: [object, number, RegExp][] = [
      [{ recordings: [{ ...good, recordingId: foreign }] }, 404, /was not found/],
      [{ baseModel: 'nobodys' }, 404, /nobodys/],
      [{ name: '../../etc/passwd' }, 400, /letters, digits/],
      [{ name: 'finetunes' }, 400, /word of the API/],
      [{ name: 'tiny' }, 409, /tiny/],
      [
        { recordings: [{ ...good, labels: [] }] },
        400,
        /No valid training data specified. Re-check the annotated areas./,
      ],
      [{ recordings: [{ ...good, areas: undefined }] }, 400, /recordings\.0\.areas: must be the list of stretches/],
      [
        { recordings: [{ ...good, labels: [label(1, 1)] }] },
        400,
        /recordings\.0\.labels\.0\.offsetSeconds: must be after/,
      ],
      [
        { recordings: [{ ...good, areas: [{ onsetSeconds: 0, offsetSeconds: 2, channel: 1 }] }] },
        400,
        /below 1, the number of channels/,
      ],
      [{ recordings: [{ ...good, labels: classes }] }, 422, /10000 classes; a model can have 1000/],
      [{ options: { sampleRateHz: 16_000, minFrequencyHz: 9_000 } }, 400, /options.minFrequencyHz: must be below 8000/],
    ];
    for (const [change, status, detail] of refusals) {
      const answer = await client.start({ name: 'refused', baseModel: 'tiny', recordings: [good], ...change });
      expect([answer.status, answer.body.detail]).toEqual([status, expect.stringMatching(detail)]);
    }
    expect(directories()).toHaveLength(kept);
    const broken = await client.call('/v1/models/finetunes', {
      method: 'POST',
      body: '{',
      headers: { 'Content-Type': 'application/json' },
    });
    expect(broken.status).toBe(400);
    const text = await client.call('/v1/models/finetunes', {
      method: 'POST',
      body: 'x',
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(text.status).toBe(415);
    expect(directories()).toHaveLength(kept);
  });

  it('take one hundred thousand labels in one request', async () => {
    const recordingId = await client.newRecording(11);
    const labels = Array.from({ length: 100_000 }, (_, index) => label(index / 10_000, index / 10_000 + 0.005));
    const { status, body } = await client.start({
      name: 'many',
      baseModel: 'tiny',
      recordings: [{ recordingId, ...WHOLE, labels }],
      options: { steps: 1 },
    });
    expect(status).toBe(202);
    expect(body.trainingSet.labels).toBe(100_000);
    expect(await client.ends(body.id)).toMatchObject({ status: 'succeeded' });
  });

  it('give a name to one of two that ask for it at once', async () => {
    const recordings = [{ recordingId: await client.newRecording(3), ...WHOLE, labels: labelsOfCalls(3) }];
    const start = () => client.start({ name: 'twice', baseModel: 'tiny', recordings, options: { steps: 1 } });
    const answers = await Promise.all([start(), start()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    await client.ends(answers.find(({ status }) => status === 202)!.body.id);
  });

  it('run beside analyses, can be cancelled, and go on when they are tried again', async () => {
    const { id, name, jobId } = await client.startOnCalls('long', { steps: 100_000 });
    const running = await client.until(id, ({ status, step }) => status === 'running' && (step ?? 0) > 3);
    expect(running.error).toBeNull();
    const waiting = await client.startOnCalls('behind', { steps: 1 });

    // The only thread for jobs is free for others.
    const analyses = new AnalysesClient(server, client.token);
    const recordingId = await client.newRecording(2);
    const music = await client.call<{ id: string }>(`/v1/recordings/${recordingId}/analyses`, {
      json: { kind: 'music' },
    });
    expect(await analyses.ends(music.body.id)).toMatchObject({ status: 'succeeded' });
    expect(await client.get(id)).toMatchObject({ status: 'running' });
    expect(await client.get(waiting.id)).toMatchObject({ status: 'queued', queuePosition: 1 });
    expect(await client.get(id)).toMatchObject({ queuePosition: null });

    expect((await client.call(`/v1/models/finetunes/${id}/retry`, { method: 'POST' })).status).toBe(409);
    expect((await client.call(`/v1/models/finetunes/${id}/cancel`, { method: 'POST' })).status).toBe(202);
    expect(await client.ends(id)).toMatchObject({ status: 'cancelled' });
    expect(await client.ends(waiting.id)).toMatchObject({ status: 'succeeded' });
    expect((await client.call(`/v1/analyses/${jobId}/retry`, { method: 'POST' })).status).toBe(409);

    const taker = await client.startOnCalls(name, { steps: 1 });
    expect(await client.ends(taker.id)).toMatchObject({ status: 'succeeded' });
    const taken = await client.call(`/v1/models/finetunes/${id}/retry`, { method: 'POST' });
    expect([taken.status, taken.body.detail]).toEqual([409, expect.stringContaining('"long"')]);
    expect((await client.call(`/v1/models/${name}`, { method: 'DELETE' })).status).toBe(204);
    expect((await client.call(`/v1/models/finetunes/${id}/retry`, { method: 'POST' })).status).toBe(202);
    await client.until(id, ({ status }) => status === 'running');
    await client.call(`/v1/models/finetunes/${id}/cancel`, { method: 'POST' });
    expect(await client.ends(id)).toMatchObject({ status: 'cancelled' });
    expect(existsSync(join(server.dataDirectory, 'finetunes', id))).toBe(true);
  });

  it('fail with the reason when a recording is deleted before they begin', async () => {
    const blocker = await client.startOnCalls('blocker', { steps: 100_000 });
    const recordingId = await client.newRecording(3);
    const { body } = await client.start({
      name: 'gone',
      baseModel: 'tiny',
      recordings: [{ recordingId, ...WHOLE, labels: labelsOfCalls(3) }],
    });
    await client.call(`/v1/recordings/${recordingId}`, { method: 'DELETE' });
    await client.call(`/v1/models/finetunes/${blocker.id}/cancel`, { method: 'POST' });
    expect(await client.ends(body.id)).toMatchObject({ status: 'failed', error: { code: 'recording-gone' } });
    expect(await client.ends((await client.startOnCalls('gone', { steps: 1 })).id)).toMatchObject({
      status: 'succeeded',
    });
  });

  it('keep their base model from being deleted while they need it', async () => {
    const base = await client.startOnCalls('foundation', { steps: 1 });
    await client.ends(base.id);
    const { id } = await client.startOnCalls('upon-it', { steps: 100_000 }, { baseModel: 'foundation' });
    const remove = () => client.call('/v1/models/foundation', { method: 'DELETE' });
    expect((await remove()).status).toBe(409);
    await client.call(`/v1/models/finetunes/${id}/cancel`, { method: 'POST' });
    await client.ends(id);
    expect((await remove()).status).toBe(204);
    const retry = await client.call(`/v1/models/finetunes/${id}/retry`, { method: 'POST' });
    expect([retry.status, retry.body.detail]).toEqual([404, expect.stringContaining('foundation')]);
  });

  it('are no kind of analysis', async () => {
    const kinds = await client.call<{ items: { kind: string }[] }>('/v1/analyses/kinds');
    expect(kinds.body.items.map(({ kind }) => kind)).not.toContain('segmenter-finetune');
    const recordingId = await client.newRecording(1);
    const json = { kind: 'segmenter-finetune', options: { finetuneId: recordingId } };
    expect((await client.call(`/v1/recordings/${recordingId}/analyses`, { json })).status).toBe(400);
  });

  it('go with their owner, files and all, while they run', async () => {
    const before = directories();
    const { id, token } = await server.newUser('leaver@example.org');
    const leaver = new FinetunesClient(server, token);
    const { id: finetune } = await leaver.startOnCalls('left-behind', { steps: 5000 });
    await leaver.until(finetune, ({ status }) => status === 'running');
    expect(directories()).toContain(finetune);
    const admin = await server.adminToken();
    expect((await server.call(`/v1/users/${id}`, { token: admin, method: 'DELETE' })).status).toBe(204);
    await eventually(() => Promise.resolve(directories().includes(finetune) ? undefined : true), 10_000);
    expect(directories()).toEqual(before);
    // The thread is free for others.
    const next = await client.startOnCalls('after-the-leaver', { steps: 2 });
    expect((await client.ends(next.id)).status).toBe('succeeded');
    expect(directories()).toEqual(before);
  });
});
