import { AnnotationsClient, type LabelBody, type VersionBody } from '../support/annotations-client.js';
import { TestServer } from '../support/test-server.js';

interface Changed {
  label: LabelBody & Record<string, unknown>;
  version: VersionBody;
  detail?: string;
  type?: string;
  errors?: { field: string }[];
}

const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('labels one at a time', () => {
  let server: TestServer;
  let client: AnnotationsClient;

  beforeAll(async () => {
    const environment = { MAX_TRACKS_PER_RECORDING: '2', MAX_VERSIONS_PER_TRACK: '6' };
    server = await TestServer.start({ environment });
    client = new AnnotationsClient(server, (await server.newUser('biologist@example.org')).token);
  });
  afterAll(() => server.stop());

  const ask = (track: string, path: string, method: string, json?: unknown) =>
    client.call<Changed>(`/v1/annotations/${track}/labels${path}`, { method, json });

  it('lie in no more tracks than a recording can have, also when many are made at once', async () => {
    const recording = await client.newRecording();
    const names = Array.from({ length: 12 }, (_, index) => `track ${index}`);
    const path = `/v1/recordings/${recording}/annotations`;
    const answers = await Promise.all(names.map((name) => client.call(path, { json: { name } })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(10);
    expect((await client.call<{ items: unknown[] }>(path)).body.items).toHaveLength(2);
  });

  it('are added, changed and taken out, each in a version of its own that stays', async () => {
    const track = await client.newTrack();
    const first = await ask(track, '?message=by%20ear', 'POST', { onsetSeconds: 1, offsetSeconds: 2.00000049 });
    expect(first).toMatchObject({
      status: 201,
      body: {
        label: { onsetSeconds: 1, offsetSeconds: 2, cluster: '', channel: 0, confidence: null },
        version: { number: 1, labelCount: 1, message: 'by ear', warnings: [] },
      },
    });
    const { id } = first.body.label;
    const changed = await ask(track, `/${id.toUpperCase()}?baseVersion=1`, 'PATCH', {
      cluster: 'A',
      offsetSeconds: 99,
    });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        label: { id, onsetSeconds: 1, offsetSeconds: 99, cluster: 'A' },
        version: { number: 2, labelCount: 1, warnings: [{ code: 'past-the-end', count: 1 }] },
      },
    });
    await client.save(track, [{ onsetSeconds: 3, offsetSeconds: 4, cluster: 'B' }], '?mode=append');
    expect((await ask(track, `/${id}?baseVersion=3`, 'DELETE')).body).toMatchObject({ number: 4, labelCount: 1 });

    const clusters = async (version: number) => (await client.labels(track, version)).map(({ cluster }) => cluster);
    expect([await clusters(1), await clusters(2), await clusters(3), await clusters(4)]).toEqual([
      [''],
      ['A'],
      ['A', 'B'],
      ['B'],
    ]);
    expect((await ask(track, `/${id}`, 'PATCH', { cluster: 'C' })).status).toBe(404);
    expect((await ask(track, `/${id}`, 'DELETE')).status).toBe(404);
    expect((await ask(track, `/${NOBODY}`, 'DELETE')).status).toBe(404);
    expect((await client.call(`/v1/annotations/${track}`)).body).toMatchObject({ version: 4 });
  });

  it('are refused when somebody saved in between, also when two come at once', async () => {
    const track = await client.newTrack();
    const { id } = (await ask(track, '', 'POST', { onsetSeconds: 1, offsetSeconds: 2 })).body.label;
    const both = await Promise.all([
      ask(track, `/${id}?baseVersion=1`, 'PATCH', { cluster: 'A' }),
      ask(track, `/${id}?baseVersion=1`, 'DELETE'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await ask(track, '?baseVersion=1', 'POST', { onsetSeconds: 1, offsetSeconds: 2 })).body).toMatchObject({
      type: expect.stringContaining('version-conflict') as string,
      detail: expect.stringContaining('newest version is 2') as string,
    });
  });

  it.each<[object, string]>([
    [{ onsetSeconds: 3 }, 'offsetSeconds'],
    [{ onsetSeconds: '1' }, 'onsetSeconds'],
    [{ offsetSeconds: null }, 'offsetSeconds'],
    [{ lowFrequencyHz: 900, highFrequencyHz: 800 }, 'highFrequencyHz'],
    [{ channel: 0.5 }, 'channel'],
    [{ channel: null }, 'channel'],
    [{ confidence: 1.5 }, 'confidence'],
    [{ cluster: 'two\nlines' }, 'cluster'],
    [{ text: 'x'.repeat(2001) }, 'text'],
    [{ modelName: 'segmenter-base' }, 'modelVersion'],
    [{ id: NOBODY }, 'id'],
    [{ fromVersion: 1 }, 'fromVersion'],
  ])('say which field is wrong: %j', async (wrong, field) => {
    const track = await client.newTrack();
    const sound = { onsetSeconds: 1, offsetSeconds: 2 };
    const { id } = (await ask(track, '', 'POST', sound)).body.label;
    for (const answer of [
      await ask(track, '', 'POST', { ...sound, ...wrong }),
      await ask(track, `/${id}`, 'PATCH', wrong),
    ]) {
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
    }
    expect((await client.call(`/v1/annotations/${track}`)).body).toMatchObject({ version: 1 });
  });

  it('need both times, and a body', async () => {
    const track = await client.newTrack();
    for (const json of [{}, { onsetSeconds: 1 }, { offsetSeconds: 1 }]) {
      expect((await ask(track, '', 'POST', json)).status).toBe(400);
    }
    const headers = { 'Content-Type': 'application/json' };
    const request = { method: 'POST', body: '{"onsetSeconds": NaN, "offsetSeconds": 1}', headers };
    expect((await client.call(`/v1/annotations/${track}/labels`, request)).status).toBe(400);
  });

  it('come to a limit of versions, none of which is lost, and of tracks', async () => {
    const recording = await client.newRecording();
    const track = await client.newTrack('full', recording);
    for (let onsetSeconds = 0; onsetSeconds < 6; onsetSeconds++) {
      expect((await ask(track, '', 'POST', { onsetSeconds, offsetSeconds: 9 })).status).toBe(201);
    }
    const full = { status: 409, body: { type: expect.stringContaining('too-many-versions') as string } };
    expect(await ask(track, '', 'POST', { onsetSeconds: 7, offsetSeconds: 9 })).toMatchObject(full);
    expect(await client.save(track, [])).toMatchObject(full);
    expect(await client.labels(track, 1)).toHaveLength(1);
    expect(await client.labels(track)).toHaveLength(6);

    const next = await client.newTrack('goes on', recording);
    const file = await client.call<{ labels: unknown }>(`/v1/annotations/${track}/versions/latest/file?format=json`);
    expect((await client.save(next, file.body.labels)).body).toMatchObject({ number: 1, labelCount: 6 });
    const third = await client.call(`/v1/recordings/${recording}/annotations`, { json: { name: 'third' } });
    expect(third).toMatchObject({ status: 409, body: { type: expect.stringContaining('too-many-tracks') as string } });
  });
});
