import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FinetunesClient, labelsOfCalls, makeCalls, makeZip, type ZipContent } from '../support/finetunes-client.js';
import { eventually } from '../support/jobs/eventually.js';
import { fileForm, makeWav } from '../support/make-wav.js';
import { SMALL_SEGMENTER, writeRandomSegmenter } from '../support/random-segmenter.js';
import { TestServer } from '../support/test-server.js';

const MB = 1024 * 1024;
/** Just below what one recording may be unpacked to, and next to nothing packed. */
const hushed = makeWav({ seconds: 10, sampleRateHz: 8000, sample: () => 0 });
const calls = makeCalls(4);
const labels = labelsOfCalls(4);
const columns = (more: object = {}) =>
  JSON.stringify({
    onset: labels.map(({ onsetSeconds }) => onsetSeconds),
    offset: labels.map(({ offsetSeconds }) => offsetSeconds),
    cluster: labels.map(({ cluster }) => `finch<==SEPARATOR==>R1<==SEPARATOR==>${cluster}`),
    ...more,
  });
const table = `onset,offset,cluster\n${labels.map((one) => `${one.onsetSeconds},${one.offsetSeconds},${one.cluster}\n`).join('')}`;
const audio = (name = 'a.wav'): ZipContent => ({ name, content: calls });
const json = (name = 'a.json', content = columns()): ZipContent => ({ name, content });

/** Writes another text of the same length over a name, in the local header and in the directory. */
function renamed(zip: Buffer<ArrayBuffer>, from: string, to: string): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(zip);
  for (let at = bytes.indexOf(from); at !== -1; at = bytes.indexOf(from, at + 1)) bytes.write(to, at, 'latin1');
  return bytes;
}

/** Sets the bit that says "encrypted" in the directory entry of a name. */
function encrypted(zip: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(zip);
  for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 1)) bytes[at + 8] |= 1;
  return bytes;
}

describe('fine-tunes of zips', () => {
  jest.setTimeout(180_000);
  let server: TestServer;
  let client: FinetunesClient;

  beforeAll(async () => {
    server = await TestServer.start({ environment: { MAX_UPLOAD_BYTES: String(8 * MB), COMPUTE_THREADS: '1' } });
    await writeRandomSegmenter(join(server.dataDirectory, 'models/hub/segmentation/tiny'), SMALL_SEGMENTER, 'tiny');
    client = new FinetunesClient(server, (await server.newUser('biologist@example.org')).token);
  });
  afterAll(() => server.stop());

  const directories = () => readdirSync(join(server.dataDirectory, 'finetunes'));
  const fields = { name: 'zipped', baseModel: 'tiny', options: JSON.stringify({ steps: 2 }) };

  it('learn from pairs of recordings and labels, in folders, JSON and CSV', async () => {
    const zip = await makeZip([
      audio('one/a.wav'),
      json('one/a.json', columns({ sr: 8000, min_frequency: 200 }).replace('{', '{"nothing": NaN,')),
      audio('two.wav'),
      { name: 'two.csv', content: table },
      { name: '__MACOSX/._two.wav', content: 'x' },
    ]);
    const { status, body } = await client.sendZip(zip, fields);
    expect([status, body.detail]).toEqual([202, undefined]);
    expect(body).toMatchObject({
      name: 'zipped',
      options: { steps: 2, sampleRateHz: 8000, minFrequencyHz: 200 },
      trainingSet: { recordings: 2, areas: 2, seconds: 8, labels: 2 * labels.length, classes: 4 },
      warnings: [],
    });
    expect(await client.ends(body.id)).toMatchObject({ status: 'succeeded' });
    const model = await client.call<{ settings: Record<string, unknown> }>('/v1/models/zipped');
    expect(model.body.settings).toMatchObject({ sampleRateHz: 8000, minFrequencyHz: 200 });
    expect(directories()).not.toContain(body.id);
  });

  const attacks: [string, () => Promise<Buffer<ArrayBuffer>>, RegExp][] = [
    ['no zip', () => Promise.resolve(Buffer.from('RIFF and so on, but no zip at all')), /not a zip/],
    ['an empty zip', () => makeZip([]), /No training files are provided/],
    [
      'a path out of the zip',
      async () => renamed(await makeZip([audio('aaaa.wav'), json()]), 'aaaa.wav', '../a.wav'),
      /\.\.\/a\.wav/,
    ],
    [
      'an absolute path',
      async () => renamed(await makeZip([audio('aaaaa.wav'), json()]), 'aaaaa.wav', '/etc/.wav'),
      /\/etc\/\.wav/,
    ],
    [
      'a symbolic link',
      () => makeZip([{ name: 'a.wav', content: '/etc/passwd', mode: 0o120777 }, json()]),
      /"a\.wav" in the zip: it is a symbolic link/,
    ],
    [
      'an encrypted entry',
      async () => encrypted(await makeZip([audio(), json()])),
      /"a\.wav" in the zip: it is encrypted/,
    ],
    [
      'a zip in the zip',
      async () => makeZip([audio(), json(), { name: 'b.zip', content: await makeZip([audio()]) }]),
      /"b\.zip" in the zip: archives/,
    ],
    [
      'a bomb',
      () => makeZip([{ name: 'a.wav', content: Buffer.alloc(7 * MB) }, json()]),
      /"a\.wav" in the zip: it is 200 times/,
    ],
    [
      'an entry larger than uploads may be',
      () => makeZip([{ name: 'a.wav', content: Buffer.alloc(9 * MB) }, json()]),
      /"a\.wav" in the zip: it has \d+ bytes; one file may have/,
    ],
    [
      'a recording without labels',
      () => makeZip([audio(), json(), audio('b.wav')]),
      /"b\.wav" in the zip: it has no file of labels/,
    ],
    [
      'two recordings of one name',
      () => makeZip([audio(), json(), audio('a.flac')]),
      /"a\.flac" in the zip: there are two recordings/,
    ],
    [
      'a recording that is none',
      () => makeZip([{ name: 'a.wav', content: 'this is not audio' }, json()]),
      /"a\.wav" in the zip: The content is not audio/,
    ],
    [
      'a recording that is a zip',
      async () => makeZip([{ name: 'a.wav', content: await makeZip([audio()]) }, json()]),
      /"a\.wav" in the zip: The content is not audio/,
    ],
    [
      'an empty recording',
      () => makeZip([{ name: 'a.wav', content: '' }, json()]),
      /"a\.wav" in the zip: The file is empty/,
    ],
    [
      'labels that are no JSON',
      () => makeZip([audio(), json('a.json', '{"onset": [')]),
      /"a\.json" in the zip: The body is not valid JSON/,
    ],
    [
      'a label that ends before it begins',
      () => makeZip([audio(), json('a.json', '{"onset": [1, 3], "offset": [2, 2]}')]),
      /"a\.json" in the zip: labels\.1\.offsetSeconds/,
    ],
    [
      'a label at NaN',
      () => makeZip([audio(), json('a.json', '{"onset": [NaN], "offset": [2]}')]),
      /"a\.json" in the zip: labels\.0\.onsetSeconds/,
    ],
    [
      'a table with a bad row',
      () => makeZip([audio(), { name: 'a.csv', content: 'onset,offset\n1,two\n' }]),
      /"a\.csv" in the zip: Line 2, column 3/,
    ],
    [
      'no labels at all',
      () => makeZip([audio(), json('a.json', '{"onset": [], "offset": []}')]),
      /No valid training data specified/,
    ],
    [
      'bytes that are damaged',
      async () => {
        const zip = await makeZip([audio(), json()]);
        zip.fill(0xff, 200, 400);
        return zip;
      },
      /"a\.wav" in the zip: it is damaged/,
    ],
    [
      'a directory that promises less than there is',
      async () => {
        const zip = await makeZip([audio(), json()]);
        const entry = zip.indexOf('PK\x01\x02');
        zip.writeUInt32LE(1000, entry + 24);
        return zip;
      },
      /"a\.wav" in the zip: it is damaged: too many bytes/,
    ],
  ];
  it.each(attacks)('refuse %s and keep nothing', async (_what, make, detail) => {
    const { status, body } = await client.sendZip(await make(), { ...fields, name: 'attack' });
    expect([status, body.detail]).toEqual([expect.any(Number) as number, expect.stringMatching(detail)]);
    expect([400, 422]).toContain(status);
    expect(directories()).toEqual([]);
  });

  it('refuse forms that are not right', async () => {
    const zip = await makeZip([audio(), json()]);
    expect((await client.sendZip(zip, { ...fields, options: '[1]' })).body.detail).toMatch(
      /options: must be a JSON object/,
    );
    expect((await client.sendZip(zip, { ...fields, epochs: '3' })).status).toBe(400);
    expect((await client.sendZip(zip, { baseModel: 'tiny' })).body.detail).toMatch(/name is required/);
    expect((await client.sendZip(Buffer.alloc(10 * MB), fields)).status).toBe(413);
    expect(directories()).toEqual([]);
  });

  it('let others draw and upload while they are unpacked, on a server with one thread', async () => {
    const before = directories();
    const finished: string[] = [];
    const recording = await client.newRecording(2);
    const pairs = Array.from({ length: 200 }, (_, index) => [
      { name: `${index}.wav`, content: hushed },
      { name: `${index}.csv`, content: 'onset,offset,cluster\n1,2,call\n' },
    ]);
    const sent = client.sendZip(await makeZip(pairs.flat()), { ...fields, name: 'patient' }).then((answer) => {
      finished.push('zip');
      return answer;
    });
    await eventually(() => {
      const fresh = directories().find((name) => !before.includes(name));
      const files = fresh === undefined ? [] : readdirSync(join(server.dataDirectory, 'finetunes', fresh));
      return Promise.resolve(files.some((name) => name.endsWith('.audio')) ? true : undefined);
    }, 60_000);
    const view = await client.call(`/v1/recordings/${recording}/spectrogram`);
    finished.push('view');
    expect([view.status, (await sent).status]).toEqual([200, 202]);
    expect(finished).toEqual(['view', 'zip']);
    const { id } = (await sent).body;
    expect((await client.call(`/v1/models/finetunes/${id}/cancel`, { method: 'POST' })).status).toBeLessThan(300);
    await client.ends(id);
  });

  it('are not unpacked any further when nobody waits for them, and leave nothing behind', async () => {
    const before = directories();
    const pairs = Array.from({ length: 200 }, (_, index) => [
      { name: `${index}.wav`, content: hushed },
      { name: `${index}.csv`, content: 'onset,offset,cluster\n1,2,call\n' },
    ]);
    const zip = await makeZip(pairs.flat());
    const leaving = new AbortController();
    const sent = fetch(`${server.url}/v1/models/finetunes`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${client.token}` },
      body: fileForm(zip, 'many.zip', { ...fields, name: 'left' }),
      signal: leaving.signal,
    }).catch(() => 'left');
    const unpacked = await eventually(() => {
      const fresh = directories().find((name) => !before.includes(name));
      const files = fresh === undefined ? [] : readdirSync(join(server.dataDirectory, 'finetunes', fresh));
      return Promise.resolve(files.filter((name) => name.endsWith('.audio')).length > 2 ? files : undefined);
    }, 60_000);
    expect(unpacked.length).toBeLessThan(150);
    leaving.abort();
    expect(await sent).toBe('left');
    await eventually(() => Promise.resolve(directories().length === before.length ? true : undefined), 5_000);
    expect(directories()).toEqual(before);
    const { body } = await client.call<{ items: { name: string }[] }>('/v1/models/finetunes');
    expect(body.items.map(({ name }) => name)).not.toContain('left');
  });
});
