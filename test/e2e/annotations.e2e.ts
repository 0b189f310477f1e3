import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileForm } from '../support/make-wav.js';
import { AnnotationsClient, type LabelBody } from '../support/annotations-client.js';
import { TestServer } from '../support/test-server.js';

const label = (onsetSeconds: number, cluster: string, more: object = {}) => ({
  onsetSeconds,
  offsetSeconds: onsetSeconds + 0.5,
  cluster,
  ...more,
});
const clusters = (labels: readonly LabelBody[]) => labels.map(({ cluster }) => cluster);

describe('annotations', () => {
  let server: TestServer;
  let client: AnnotationsClient;

  beforeAll(async () => {
    server = await TestServer.start();
    client = new AnnotationsClient(server, (await server.newUser('biologist@example.org')).token);
  });
  afterAll(() => server.stop());

  it('have tracks with names of their own, which go with their recording', async () => {
    const recording = await client.newRecording();
    const tracks = `/v1/recordings/${recording}/annotations`;
    const [first, second] = [await client.newTrack('birds', recording), await client.newTrack('frogs', recording)];
    expect((await client.call(tracks, { json: { name: 'birds' } })).status).toBe(409);
    const rename = (name: string) => client.call(`/v1/annotations/${second}`, { method: 'PATCH', json: { name } });
    expect((await rename('birds')).status).toBe(409);
    expect((await rename('toads')).body).toMatchObject({ id: second, name: 'toads', version: 0 });
    const page = await client.call<{ items: { id: string }[]; nextCursor: string }>(`${tracks}?limit=1`);
    const rest = await client.call<{ items: { id: string }[] }>(`${tracks}?limit=1&cursor=${page.body.nextCursor}`);
    expect([...page.body.items, ...rest.body.items].map(({ id }) => id).sort()).toEqual([first, second].sort());
    expect((await client.call(`/v1/annotations/${second}`, { method: 'DELETE' })).status).toBe(204);
    await client.save(first, [label(1, 'A')]);
    expect((await client.call(`/v1/recordings/${recording}`, { method: 'DELETE' })).status).toBe(204);
    expect((await client.call(`/v1/annotations/${first}`)).status).toBe(404);
    expect((await client.save(first, [])).status).toBe(404);
  });

  it('keep every save as a version that can be read and compared', async () => {
    const track = await client.newTrack();
    const first = await client.save(track, [label(1, 'A'), label(2, 'B'), label(3, 'C')], '?message=by%20ear');
    expect(first).toMatchObject({ status: 201, body: { number: 1, labelCount: 3, message: 'by ear', warnings: [] } });
    const [a, b, c] = await client.labels(track);
    // A comes again without its id, B is changed, C is left out, D is new.
    await client.save(track, [label(1, 'A'), { ...label(2, 'B2'), id: b.id }, label(4, 'D')]);
    await client.save(track, [label(5, 'E'), { ...label(2, 'B'), id: b.id }], '?mode=append');
    expect(clusters(await client.labels(track, 1))).toEqual(['A', 'B', 'C']);
    expect(clusters(await client.labels(track, 2))).toEqual(['A', 'B2', 'D']);
    expect(clusters(await client.labels(track, 3))).toEqual(['A', 'B', 'D', 'E']);
    expect((await client.labels(track, 2))[0].id).toBe(a.id);

    const compare = async (from: number | string, to: number | string) =>
      (await client.call(`/v1/annotations/${track}/versions/${from}/compare/${to}`)).body;
    expect(await compare(1, 2)).toMatchObject({
      addedCount: 1,
      removedCount: 1,
      changedCount: 1,
      items: [
        { change: 'changed', before: { id: b.id, cluster: 'B' }, after: { id: b.id, cluster: 'B2' } },
        { change: 'removed', before: { id: c.id }, after: null },
        { change: 'added', before: null, after: { cluster: 'D' } },
      ],
    });
    expect(await compare(1, 'latest')).toMatchObject({
      from: 1,
      to: 3,
      addedCount: 2,
      removedCount: 1,
      changedCount: 0,
    });
    expect(await compare(3, 0)).toMatchObject({ addedCount: 0, removedCount: 4, changedCount: 0 });
    expect((await client.call(`/v1/annotations/${track}/versions/1/compare/9`)).status).toBe(404);

    const versions = await client.call<{ items: { number: number }[]; nextCursor: string }>(
      `/v1/annotations/${track}/versions?limit=2`,
    );
    expect(versions.body.items.map(({ number }) => number)).toEqual([3, 2]);
    const older = await client.call(`/v1/annotations/${track}/versions?cursor=${versions.body.nextCursor}`);
    expect(older.body).toMatchObject({ items: [{ number: 1 }], nextCursor: null });
    expect((await client.call(`/v1/annotations/${track}/versions/2`)).body).toMatchObject({ number: 2, labelCount: 3 });
    expect((await client.call(`/v1/annotations/${track}/versions/x`)).status).toBe(400);
  });

  it('refuse a save that was made from an older version, also when two come at once', async () => {
    const track = await client.newTrack();
    const saves = await Promise.all(
      ['A', 'B', 'C', 'D'].map((cluster) => client.save(track, [label(1, cluster)], '?baseVersion=0')),
    );
    expect(saves.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect((await client.save(track, [], '?baseVersion=1')).body.number).toBe(2);
    expect((await client.save(track, [], '?baseVersion=1')).body.detail).toContain('newest version is 2');
  });

  it('take a hundred thousand labels in one request, replace them and page through them', async () => {
    const track = await client.newTrack();
    const many = Array.from({ length: 100_000 }, (_, index) => ({
      onsetSeconds: index / 10_000,
      offsetSeconds: index / 10_000 + 0.01,
      cluster: `class ${index % 10_000}`,
    }));
    expect((await client.save(track, many)).body).toMatchObject({ number: 1, labelCount: 100_000 });
    many[7].cluster = 'another';
    expect((await client.save(track, many)).body).toMatchObject({ number: 2, labelCount: 100_000 });
    const comparison = await client.call(`/v1/annotations/${track}/versions/1/compare/2`);
    expect(comparison.body).toMatchObject({ addedCount: 1, removedCount: 1, changedCount: 0 });
    const path = `/v1/annotations/${track}/versions/2/labels?limit=1000&from=5&to=5.15`;
    const page = await client.call<{ items: LabelBody[]; nextCursor: string }>(path);
    const rest = await client.call<{ items: LabelBody[] }>(`${path}&cursor=${page.body.nextCursor}`);
    expect([page.body.items.length, rest.body.items.length]).toEqual([1000, 601]);
    expect(rest.body.items[0].onsetSeconds).toBe(5.09);
    const file = await client.call<string>(`/v1/annotations/${track}/versions/2/file?format=csv`);
    expect(file.body.split('\r\n')).toHaveLength(100_002);
    const more = [...many, ...many, label(1, 'one too many')];
    expect(await client.save(track, more)).toMatchObject({
      status: 422,
      body: { type: expect.stringContaining('too-many-labels') as string },
    });
  }, 120_000);

  it.each(['json', 'csv', 'csv-basic', 'raven', 'audacity', 'textgrid', 'textgrid-short', 'audition'])(
    'go out and come back as %s, in a form or as the body',
    async (format) => {
      const track = await client.newTrack();
      await client.save(track, [label(1, 'A', { individual: 'b1' }), label(2, 'B "loud", 🐦', { individual: 'b1' })]);
      const file = await client.call<unknown>(`/v1/annotations/${track}/versions/latest/file?format=${format}`);
      expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="?dawn\./);
      const content = format === 'json' ? JSON.stringify(file.body) : (file.body as string);
      const form = new FormData();
      form.append('file', new Blob([content]), 'labels');
      const imported = await client.call(`/v1/annotations/${track}/versions?format=${format}`, { form });
      expect(imported).toMatchObject({ status: 201, body: { number: 2, labelCount: 2 } });
      expect(await client.send(track, content, `?format=${format}`)).toMatchObject({
        status: 201,
        body: { number: 3 },
      });
      expect(await client.labels(track, 3)).toEqual(await client.labels(track, 1));
    },
  );

  it('warn about labels that are kept although they are odd', async () => {
    const track = await client.newTrack();
    const { body } = await client.save(track, [label(9.9, 'A'), label(1, 'B', { channel: 3 })]);
    expect(body).toMatchObject({
      labelCount: 2,
      warnings: [
        { code: 'past-the-end', count: 1 },
        { code: 'no-such-channel', count: 1 },
      ],
    });
  });

  it('say what is wrong and where, and save nothing', async () => {
    const track = await client.newTrack();
    const header = 'onset,offset,clustername\r\n';
    for (const [text, line, column] of [
      [`${header}1,2,A\r\nNaN,3,B`, 3, 1],
      [`${header}3,2,A`, 2, 3],
      [`${header}-2,2,A`, 2, 1],
      [`${header}1,2,"A`, 2, 5],
    ] as const) {
      const { status, body } = await client.send(track, text, '?format=csv');
      expect({ status, place: body.errors?.[0] }).toMatchObject({ status: 422, place: { line, column } });
    }
    const broken = Buffer.concat([Buffer.from(header), Buffer.from([0xff])]);
    expect(await client.send(track, new Uint8Array(broken), '?format=csv')).toMatchObject({
      status: 422,
      body: { errors: [{ line: 2, column: 1 }] },
    });
    const withMark = await client.send(track, `\ufeff${header}1,2,A`, '?format=csv&mode=append');
    expect(withMark).toMatchObject({ status: 201, body: { number: 1 } });

    const versions = `/v1/annotations/${track}/versions`;
    const statusOf = async (query: string, request: object) =>
      (await client.call(`${versions}${query}`, request)).status;
    const json = { 'Content-Type': 'application/json' };
    expect(await statusOf('', { body: '{"labels": [', headers: json })).toBe(422);
    expect(await statusOf('', { body: '{"labels": [{"onsetSeconds": NaN}]}', headers: json })).toBe(422);
    expect(await statusOf('', { json: { labels: [label(1, 'x\0')] } })).toBe(422);
    expect(await statusOf('', { json: { labels: [{ ['__proto__x']: 1 }] } })).toBe(422);
    expect(await statusOf('', { body: '', method: 'POST', headers: json })).toBe(422);
    expect(await statusOf('', { body: 'x', headers: { 'Content-Type': 'text/plain' } })).toBe(400);
    expect(await statusOf('?format=elan', { json: { labels: [] } })).toBe(400);
    expect(await statusOf('?format=csv', { body: 'x', headers: { 'Content-Type': 'audio/wav' } })).toBe(415);
    expect(await statusOf('?format=csv', { body: 'x', headers: { ...json, 'Content-Encoding': 'gzip' } })).toBe(415);
    const curl = { body: 'x', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
    const { body: unread } = await client.call<{ detail: string }>(versions, curl);
    expect(unread.detail).toContain('application/x-www-form-urlencoded');
    expect(unread.detail).toContain('"Content-Type: text/csv"');
    const { body: columns } = await client.call<{ detail: string }>(versions, { json: { onset: [1], offset: [2] } });
    expect(columns.detail).toContain('"onsetSeconds"');
    expect((await client.call(`/v1/annotations/${track}`)).body).toMatchObject({ version: 1 });
  });

  it('tell in a header what a format has no place for', async () => {
    const track = await client.newTrack();
    const sounds = { lowFrequencyHz: 500, highFrequencyHz: 8000, text: 'said\t"hello"' };
    await client.save(track, [label(1, 'A', sounds), label(3, 'B', { individual: 'b1' })]);
    const leftOut = async (format: string) =>
      (await client.call(`/v1/annotations/${track}/versions/latest/file?format=${format}`)).headers.get(
        'X-Earshot-Left-Out',
      );
    expect(await leftOut('textgrid')).toBe('lowFrequencyHz=1, highFrequencyHz=1');
    expect(await leftOut('csv-basic')).toBe('lowFrequencyHz=1, highFrequencyHz=1, text=1');
    expect(await leftOut('raven')).toBe('text=1');
    expect(await leftOut('json')).toBeNull();
  });

  it('say what became of the tiers of a TextGrid, and take them otherwise when asked to', async () => {
    const file = readFileSync(join(process.cwd(), 'test/fixtures/labels/praat-utf16.TextGrid'));
    const track = await client.newTrack();
    const first = await client.send(track, new Uint8Array(file), '?format=praat');
    expect(first.body).toMatchObject({ labelCount: 5, warnings: [{ code: 'tiers-read', count: 5 }] });
    expect(await client.labels(track)).toContainEqual(
      expect.objectContaining({ individual: 'syllable', cluster: '日本' }),
    );
    const again = await client.send(track, new Uint8Array(file), '?format=praat&tiers=nothing');
    expect(again.body).toMatchObject({ labelCount: 5, warnings: [] });
    expect(await client.labels(track)).toContainEqual(expect.objectContaining({ individual: '', cluster: '日本' }));
    expect((await client.send(track, new Uint8Array(file), '?format=praat&tiers=who')).status).toBe(400);
  });

  it('take the format from the name of a file in a form, and know Praat by its name', async () => {
    const track = await client.newTrack();
    const versions = `/v1/annotations/${track}/versions`;
    const sent = (name: string, query = '') =>
      client.call<{ detail: string }>(`${versions}${query}`, {
        form: fileForm(new TextEncoder().encode('onset,offset,clustername\n1,2,A\n'), name),
      });
    expect((await sent('labels.CSV')).status).toBe(201);
    const ambiguous = await sent('labels.txt');
    expect(ambiguous).toMatchObject({ status: 400, body: { errors: [{ field: 'format' }] } });
    expect(ambiguous.body.detail).toContain('raven, audacity');
    expect((await sent('labels.txt', '?format=csv')).status).toBe(201);
    expect((await client.call(`${versions}/latest/file?format=praat`)).status).toBe(200);
  });

  it('refuse files that are too large, and read one of 50 MB that is not', async () => {
    const track = await client.newTrack();
    const large = `onset,offset,clustername\n1,2,"${'x'.repeat(50_000_000)}`;
    expect(await client.send(track, large, '?format=csv')).toMatchObject({
      status: 422,
      body: { errors: [{ line: 2, column: 5 }] },
    });
    const { status } = await client.send(track, 'x'.repeat(65 * 1024 * 1024), '?format=csv');
    expect(status).toBe(413);
  }, 60_000);

  it('log what people do and tell how long they labelled', async () => {
    const gaps = [0.639, 60.511, 1.155, 420.989, 1.638];
    const start = Date.parse('2024-05-01T06:30:00Z');
    const instants = gaps.reduce((all, gap) => [...all, all.at(-1)! + gap * 1000], [start]);
    const iso = instants.map((instant) => new Date(Math.round(instant)).toISOString());
    const plain = iso.map((text) => text.replace('T', ' ').replace('Z', ''));
    for (const timestamps of [iso, plain.reverse()]) {
      const estimate = async (more: object) =>
        (await client.call('/v1/annotation-time/estimates', { json: { timestamps, ...more } })).body.seconds;
      expect(await estimate({})).toBe(63.943);
      expect(await estimate({ idleSeconds: 60 })).toBe(3.432);
    }
    const recordingId = await client.newRecording();
    const actions = iso.map((happenedAt) => ({ action: 'add_onset', happenedAt, recordingId, screenWidth: 1920 }));
    expect((await client.call('/v1/annotation-actions', { json: { actions } })).body).toEqual({ loggedCount: 6 });
    const time = async (query: string) => (await client.call(`/v1/annotation-time${query}`)).body;
    expect(await time('')).toEqual({ seconds: 63.943, actionCount: 6 });
    expect(await time(`?idleSeconds=60&recordingId=${recordingId}`)).toEqual({ seconds: 3.432, actionCount: 6 });
    const list = await client.call<{ items: unknown[]; nextCursor: string }>('/v1/annotation-actions?limit=4');
    const rest = await client.call<{ items: unknown[] }>(`/v1/annotation-actions?cursor=${list.body.nextCursor}`);
    expect([list.body.items.length, rest.body.items.length]).toEqual([4, 2]);
    const stranger = new AnnotationsClient(server, (await server.newUser('stranger@example.org')).token);
    expect((await stranger.call('/v1/annotation-time')).body).toEqual({ seconds: 0, actionCount: 0 });
    expect((await stranger.call('/v1/annotation-actions', { json: { actions } })).status).toBe(404);
    for (const action of [
      { ...actions[0], happenedAt: 'NaN' },
      { ...actions[0], action: 'sleep' },
    ]) {
      expect((await client.call('/v1/annotation-actions', { json: { actions: [action] } })).status).toBe(400);
    }
  });

  it('go with the account of their recording; what others saved stays without their name', async () => {
    const owner = await server.newUser('leaving@example.org');
    const admin = await server.newUser('helper@example.org', 'helper password 1', 'admin');
    const [mine, theirs] = [new AnnotationsClient(server, owner.token), new AnnotationsClient(server, admin.token)];
    const [gone, kept] = [await mine.newTrack(), await client.newTrack()];
    await mine.save(gone, [label(1, 'A')]);
    expect((await theirs.save(kept, [label(1, 'A')])).body.author).toBe(admin.id);
    const token = await server.adminToken();
    for (const id of [owner.id, admin.id]) {
      expect((await server.call(`/v1/users/${id}`, { token, method: 'DELETE' })).status).toBe(204);
    }
    expect((await server.call(`/v1/annotations/${gone}`, { token })).status).toBe(404);
    expect((await client.call(`/v1/annotations/${kept}/versions/1`)).body).toMatchObject({ author: null });
  });
});
