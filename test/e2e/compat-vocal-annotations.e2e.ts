import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { makeWav } from '../support/make-wav.js';
import { TestServer } from '../support/test-server.js';
import { VocalClient, type VocalError, type VocalUpload } from '../support/vocal-client.js';

interface Posted {
  message: string;
  version: string;
}
type Annotation = Record<string, string | number>;
type Versions = { version: string; annotations: Annotation[] }[];

const HASH = '3f9ab27c';
const label = (changes: object = {}) => ({
  onset: 0.1,
  offset: 0.25,
  minFrequency: 500,
  maxFrequency: -1,
  species: 'zebra finch',
  individual: 'b7',
  clustername: 'song',
  filename: 'finch.wav',
  channelIndex: 1,
  username: 'anna',
  timestamp: '2024-12-05 10:00:00',
  ...changes,
});
/** What the client posts where there is no label. */
const placeholder = label({
  onset: -1,
  offset: -1,
  minFrequency: -1,
  maxFrequency: -1,
  species: 'Unknown',
  individual: 'Unknown',
  clustername: 'Unknown',
  channelIndex: 0,
});

describe('annotations, metadata and annotation time of the annotation client', () => {
  let server: TestServer;
  let client: VocalClient;
  let admin: string;
  let files: Server;
  let fetches = 0;
  let metadata: Record<string, unknown>;

  beforeAll(async () => {
    files = createServer((_, response) => {
      fetches++;
      response.end(makeWav({ seconds: 1, channels: 2 }));
    }).listen(0, '127.0.0.1');
    await once(files, 'listening');
    const url = `http://127.0.0.1:${(files.address() as AddressInfo).port}/finch.wav`;
    metadata = { url, filename: 'finch.wav', nfft: 256, f_low: 100, f_high: 8000, hop_length: 64, username: 'anna' };
    server = await TestServer.start({ environment: { COMPAT_OPEN: 'true', URL_IMPORT_ALLOW_PRIVATE: 'true' } });
    client = new VocalClient(server.url);
    admin = await server.adminToken();
  });
  afterAll(async () => {
    await server.stop();
    files.close();
  });

  const versionsOf = async (hash: string, by = client): Promise<Versions> => {
    const { status, body } = await server.call<Versions>(`//get-annotations/${hash}`, { token: by.credential });
    expect(status).toBe(201);
    return body;
  };
  const setMetadata = (hash: string, json: unknown, query = '') =>
    server.call<{ detail: string }>(`/v1/annotation-client/metadata/${hash}${query}`, {
      method: 'PUT',
      token: admin,
      json,
    });
  const ask = async (json: object) => (await client.post<unknown[]>('//get-metadata/', json)).body;

  it('keeps metadata of a hash id, for users apart from it, which administrators say', async () => {
    expect(await ask({ hash_id: HASH, user_profile: false })).toEqual([]);
    expect(await setMetadata(HASH, metadata)).toMatchObject({ status: 200, body: metadata });
    const profile = { ...metadata, filename: 'profile.wav', annotation_instance: 'round 2' };
    await setMetadata(HASH, profile, '?userProfile=true');
    expect(await ask({ hash_id: HASH, user_profile: false })).toEqual([metadata]);
    expect(await ask({ hash_id: HASH, user_profile: true })).toEqual([profile]);
    for (const json of [{ hash_id: HASH }, { hash_id: HASH, user_profile: null }]) {
      expect(await ask(json)).toEqual([metadata]);
    }
    for (const json of [{}, { hash_id: null }, { hash_id: 'other', user_profile: true }]) {
      expect(await ask(json)).toEqual([]);
    }
  });

  it.each<[string, object]>([
    ['url', { url: 'file:///etc/passwd' }],
    ['url', { url: undefined }],
    ['hop_length', { hop_length: 0 }],
    ['f_low', { f_low: 'low' }],
  ])('refuses metadata with a wrong %s, naming it', async (field, change) => {
    const { status, body } = await setMetadata('refused', { ...metadata, ...change });
    expect([status, body.detail]).toEqual([400, expect.stringContaining(field)]);
  });

  it('fetches the audio of a hash id once, keeps what is posted as versions, and shows it natively', async () => {
    const open = () => client.post<VocalUpload>('/upload-by-url', { audio_url: metadata.url, n_fft: metadata.nfft });
    const before = fetches;
    const [first, again] = [await open(), await open()];
    expect([first.status, again.status, fetches - before]).toEqual([201, 201, 1]);
    expect(again.body.channels).toHaveLength(2);

    expect(await versionsOf(HASH)).toEqual([]);
    const posts = [[placeholder], [label(), label({ onset: 0.5, offset: 0.75, channelIndex: 0 })], [label()]];
    const versions: string[] = [];
    for (const annotations of posts) {
      const { status, body } = await client.post<Posted>(`//post-annotations/${HASH}`, { annotations });
      expect([status, body.message]).toEqual([201, 'Annotations inserted successfully.']);
      versions.push(body.version);
    }
    expect(versions).toEqual([...versions].sort());
    expect(await versionsOf(HASH)).toEqual(
      versions.map((version, index) => ({ version, annotations: posts[index] })).reverse(),
    );

    const recordings = await server.call<{ items: { id: string; owner: unknown }[] }>('/v1/recordings?limit=1', {
      token: admin,
    });
    const path = `/v1/recordings/${recordings.body.items[0].id}/annotations`;
    const tracks = await server.call<{ items: { id: string; name: string; version: number }[] }>(path, {
      token: admin,
    });
    expect(tracks.body.items).toMatchObject([{ name: HASH, version: 3 }]);
    const labelsOf = async (version: number) =>
      (
        await server.call<{ items: object[] }>(
          `/v1/annotations/${tracks.body.items[0].id}/versions/${version}/labels`,
          {
            token: admin,
          },
        )
      ).body.items;
    expect(await labelsOf(1)).toEqual([]);
    expect(await labelsOf(2)).toMatchObject([
      { onsetSeconds: 0.1, lowFrequencyHz: 500, highFrequencyHz: null, channel: 1, individual: 'b7', cluster: 'song' },
      { onsetSeconds: 0.5, channel: 0 },
    ]);
  });

  it('answers metadata and labels at once, as the earlier client asks for them', async () => {
    const { status, body } = await server.call(`/api/metadata/${HASH}`);
    expect([status, body]).toEqual([200, { response: [{ ...metadata, labels: { channels: { 1: [label()] } } }] }]);
    expect((await server.call('/api/metadata/nothing')).body).toEqual({ response: [] });
  });

  it('keeps labels of hash ids that stand for nothing, and of posts that name only their instance', async () => {
    await client.post('/post-annotations/unheard-of', { annotations: [label()] });
    expect((await versionsOf('unheard-of'))[0].annotations).toEqual([label()]);
    const short = { onset: 1, offset: '2.5', species: 'a', individual: 'b', filename: 'c', annotation_instance: 'i-1' };
    expect((await client.post('/post-annotations', { annotations: [short] })).status).toBe(201);
    expect((await versionsOf('i-1'))[0].annotations).toMatchObject([
      { ...short, offset: 2.5, clustername: 'Unknown', minFrequency: -1, channelIndex: 0 },
    ]);
  });

  it('takes NaN for no frequency, as Python writes it, and refuses it for a time', async () => {
    const text = JSON.stringify({ annotations: [label()] });
    const noFrequency = text.replace('"minFrequency":500', '"minFrequency":NaN');
    expect((await client.postText('/post-annotations/nan', noFrequency)).status).toBe(201);
    expect((await versionsOf('nan'))[0].annotations).toEqual([label({ minFrequency: -1 })]);
    const refused = await client.postText('/post-annotations/nan', text.replace('"onset":0.1', '"onset":NaN'));
    expect([refused.status, refused.body.error]).toEqual([400, 'annotations[0].onset: must be a number']);
  });

  it.each<[string, unknown]>([
    ['annotations: must be a list', {}],
    ['annotations[1]: must be an object', { annotations: [label(), 7] }],
    ['annotations[0].offset: must not be before', { annotations: [label({ onset: 2 })] }],
    ['annotations[0].maxFrequency: must not be below', { annotations: [label({ maxFrequency: 7 })] }],
    ['annotations[0].species: must be', { annotations: [label({ species: ['a'] })] }],
    ['annotations[0].channelIndex: must be', { annotations: [label({ channelIndex: 0.5 })] }],
    ['annotations: may have at most 200000', { annotations: Array.from({ length: 200_001 }, () => 0) }],
  ])('refuses a post with %s and keeps nothing of it', async (message, json) => {
    const { status, body } = await client.post('/post-annotations/refused', json);
    expect([status, body.error]).toEqual([400, expect.stringContaining(message)]);
    expect(await versionsOf('refused')).toEqual([]);
  });

  it('takes 100,000 labels in one post', async () => {
    const many = Array.from({ length: 100_000 }, (_, index) => label({ onset: index / 10, offset: index / 10 + 0.05 }));
    expect((await client.post('/post-annotations/many', { annotations: many })).status).toBe(201);
    const [{ annotations }] = await versionsOf('many');
    expect([annotations.length, annotations[99_999]]).toEqual([100_000, many[99_999]]);
  });

  it('gives nobody the labels of another account', async () => {
    const { token } = await server.newUser('scientist@example.org');
    const scientist = new VocalClient(server.url, token);
    expect(await versionsOf(HASH, scientist)).toEqual([]);
    await scientist.post(`/post-annotations/${HASH}`, { annotations: [] });
    expect(await versionsOf(HASH, scientist)).toHaveLength(1);
    expect(await versionsOf(HASH)).toHaveLength(3);
  });

  it('gives posts of the same moment versions of their own', async () => {
    const posts = Array.from({ length: 8 }, () => client.post('/post-annotations/busy', { annotations: [] }));
    expect((await Promise.all(posts)).map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(new Set((await versionsOf('busy')).map(({ version }) => version)).size).toBe(8);
  });

  it('logs what the client does, under the recording of the hash id where it has one', async () => {
    const entry = (changes: object) => ({
      hash_id: HASH,
      timestamp: '2024-12-05T10:00:00.123Z',
      action: 'add_onset',
      deviceInfo: { screenWidth: 1920, screenHeight: 1080.5 },
      ...changes,
    });
    const { token } = await server.newUser('logger@example.org');
    const log = [entry({}), entry({ hash_id: null, action: 'play_audio' }), entry({ deviceInfo: undefined })];
    const logger = new VocalClient(server.url, token);
    expect((await logger.post('//annotation/annotation-time/', { log })).status).toBe(201);
    const { body } = await server.call<{ items: { action: string; screenHeight: number | null }[] }>(
      '/v1/annotation-actions',
      { token },
    );
    expect(body.items.map(({ action, screenHeight }) => [action, screenHeight])).toEqual([
      ['add_onset', null],
      ['play_audio', 1081],
      ['add_onset', 1081],
    ]);
    const refused = await client.post('//annotation/annotation-time/', { log: [entry({ action: 'fly' })] });
    expect([refused.status, refused.body.error]).toEqual([400, expect.stringContaining('action')]);
  });

  describe('the estimate of annotation time', () => {
    const gaps = [0.639, 60.511, 1.155, 420.989, 1.638];
    const instants = gaps.reduce<number[]>(
      (all, gap) => [...all, Math.round(all[all.length - 1] + 1000 * gap)],
      [Date.UTC(2024, 4, 1, 6, 30)],
    );
    const iso = instants.map((instant) => new Date(instant).toISOString());
    const plain = iso.map((text) => text.replace('T', ' ').replace('Z', ''));

    it.each<[object, number]>([
      [{ timestamps: plain }, 63.943],
      [{ timestamps: iso }, 63.943],
      [{ timestamps: [...plain].reverse(), idle_thres: 300 }, 63.943],
      [{ timestamps: iso, idle_thres: 60 }, 3.432],
      [{ timestamps: iso, idle_thres: '60' }, 3.432],
      [{ timestamps: iso, idle_thres: null }, 63.943],
      [{ timestamps: iso.slice(0, 1) }, 0],
      [{ timestamps: [] }, 0],
    ])('of %j is %d s', async (json, seconds) => {
      expect(await client.post('/estimate-annotation-time', json)).toMatchObject({
        status: 201,
        body: { response: seconds },
      });
    });

    it('refuses what is no time', async () => {
      const { status, body } = await client.post<VocalError>('/estimate-annotation-time', { timestamps: ['noon'] });
      expect([status, body.error]).toEqual([400, expect.stringContaining('timestamps')]);
    });
  });
});
