import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBuffer } from 'yauzl';
import { installModel, modelDirectory, ModelsClient } from '../support/models-client.js';
import { eventually } from '../support/stored-files.js';
import { TestServer } from '../support/test-server.js';

const ORPHAN = 'abcdef01-2345-4678-9abc-def012345678';

/** `expect.stringContaining` with a type. */
const containing = (part: string): string => expect.stringContaining(part) as string;

/** The files of a zip, read whole. */
function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const files = new Map<string, Buffer>();
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry: { fileName: string }) => {
        zip.openReadStream(entry as never, (failure, stream) => {
          if (failure) return reject(failure);
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(parts));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

describe('models', () => {
  let server: TestServer;
  let owner: ModelsClient & { id: string };
  let other: ModelsClient & { id: string };
  let admin: ModelsClient;

  beforeAll(async () => {
    server = await TestServer.start({ probe: true });
    owner = await ModelsClient.of(server, 'owner@example.org');
    other = await ModelsClient.of(server, 'other@example.org');
    admin = new ModelsClient(server, await server.adminToken());
  });
  afterAll(() => server.stop());

  const namesSeenBy = async (client: ModelsClient): Promise<string[]> =>
    (await client.list()).body.data.map(({ name }) => name);

  it('lists a trained model with its lineage, in a shape that clients of OpenAI read', async () => {
    await installModel(server, 'base-for-lineage');
    const { id } = (await owner.make('  Lineage.1 ', { base: 'base-for-lineage' })).body;
    const { body } = await owner.list();
    expect(body).toMatchObject({ object: 'list' });
    const listed = body.data.find((model) => model.id === id)!;
    expect(listed).toMatchObject({
      object: 'model',
      owned_by: owner.id,
      name: 'lineage.1',
      task: 'segmentation',
      source: 'trained',
      status: 'ready',
      version: '1',
      licence: 'CC0-1.0',
      sizeBytes: 36,
      figures: [{ what: 'segment F1', figure: 0.9 }],
      scores: { segmentF1: 0.9 },
      lineage: { dataSha256: 'ab'.repeat(32), settings: { seed: 1 } },
    });
    expect(Number.isInteger(listed.created)).toBe(true);
    for (const name of [id, 'lineage.1', 'LINEAGE.1']) {
      expect((await owner.get(name)).body).toMatchObject({ id, settings: { classes: [{ cluster: '1' }] } });
    }
  });

  it('shows installed models first and trained ones in pages', async () => {
    const user = await ModelsClient.of(server, 'pages@example.org');
    await installModel(server, 'for-all');
    for (const name of ['one', 'two', 'three']) await user.make(name);
    const first = (await user.list('?limit=2&task=segmentation')).body;
    expect(first.data.filter(({ owned_by }) => owned_by === 'earshot').map(({ id }) => id)).toContain('for-all');
    expect(first.data.slice(-2).map(({ name }) => name)).toEqual(['three', 'two']);
    const second = (await user.list(`?limit=2&task=segmentation&cursor=${first.nextCursor}`)).body;
    expect(second).toMatchObject({ data: [{ name: 'one' }], nextCursor: null });
    expect((await user.list('?task=cooking')).status).toBe(400);
  });

  it('is private until it is shared, and then usable by its id but not changeable', async () => {
    const { id } = (await owner.make('secret')).body;
    for (const name of [id, 'secret']) {
      expect((await other.get(name)).status).toBe(404);
      expect((await other.use(name)).status).toBe(404);
      expect((await other.change(name, { shared: true })).status).toBe(404);
      expect((await other.delete(name)).status).toBe(404);
    }
    expect(await namesSeenBy(other)).not.toContain('secret');
    expect(await namesSeenBy(admin)).toContain('secret');

    expect((await owner.change('secret', { shared: true })).body).toMatchObject({ shared: true });
    expect(await namesSeenBy(other)).toContain('secret');
    expect((await other.use(id)).body).toMatchObject({ id, name: 'secret', requestedName: id });
    expect((await other.use('secret')).status).toBe(404);
    expect((await other.change(id, { name: 'mine' })).status).toBe(403);
    expect((await other.delete(id)).status).toBe(403);

    expect((await other.make('secret')).status).toBe(201);
    expect((await other.use('secret')).body).not.toMatchObject({ id });
    expect((await owner.change(id, { shared: false })).status).toBe(200);
    expect((await other.use(id)).status).toBe(404);
  });

  it('keeps its id and its files when it is renamed, and jobs that asked for the old name go on', async () => {
    const { id } = (await owner.make('old-name')).body;
    const waiting = await server.call<{ ids: string[] }>('/v1/probe', {
      token: owner.token,
      json: { kind: 'probe.wait', options: { file: '/nonexistent' }, model: 'Old-Name' },
    });
    expect((await owner.change('old-name', { name: 'New-Name' })).body).toMatchObject({ id, name: 'new-name' });
    expect((await owner.get('old-name')).status).toBe(404);
    expect((await owner.use('new-name')).body).toMatchObject({ id, bytes: 36 });
    const [job] = waiting.body.ids;
    const asked = await server.call<{ model: string }>(`/v1/analyses/${job}`, { token: owner.token });
    expect(asked.body.model).toBe(id);
    await owner.cancel(job);
  });

  it.each([
    ['../../etc/passwd', 400],
    ['a/b', 400],
    ['a\\b', 400],
    ['..', 400],
    ['   ', 400],
    ['über', 400],
    ['a\u0000b', 400],
    ['x'.repeat(101), 400],
    ['finetunes', 400],
    [ORPHAN, 400],
    ['WhisperSeg-Base', 409],
    ['whisperseg-large', 409],
    ['segmenter-base', 409],
  ])('does not give the name %j', async (name, status) => {
    expect((await owner.make(name)).status).toBe(status);
    const { id } = (await owner.make(`model-${Math.random()}`)).body;
    expect((await owner.change(id, { name })).status).toBe(status);
    expect((await owner.get(`../${name}`)).status).toBe(404);
  });

  it('gives a name once to one owner, however many ask at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => owner.make('wanted', { ready: false })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
    const made = answers.find(({ status }) => status === 201)!.body;
    expect((await owner.get('wanted')).body).toMatchObject({ status: 'training', jobId: made.jobId, version: null });
    expect((await owner.use('wanted')).body).toMatchObject({ status: 409, detail: containing('trained') });

    const pair = await Promise.all(['left', 'right'].map((name) => owner.make(name)));
    const renamed = await Promise.all(pair.map(({ body }) => owner.change(body.id, { name: 'middle' })));
    expect(renamed.map(({ status }) => status).sort()).toEqual([200, 409]);
    await owner.cancel(made.jobId);
  });

  it('frees the name of a training that was cancelled', async () => {
    const first = (await owner.make('second-try', { ready: false })).body;
    expect((await owner.delete('second-try')).status).toBe(409);
    expect((await other.get(first.id)).status).toBe(404);
    await owner.cancel(first.jobId);
    await eventually(
      async () => (await owner.get('second-try')).body.status,
      (status) => status === 'failed',
    );
    const second = (await owner.make('second-try')).body;
    expect((await owner.get('second-try')).body).toMatchObject({ id: second.id, status: 'ready' });
    expect((await owner.get(first.id)).status).toBe(404);
  });

  it('is not deleted while jobs need it, and names those of the caller only', async () => {
    const { id } = (await owner.make('needed')).body;
    await owner.change(id, { shared: true });
    const training = (await other.make('child', { base: id, ready: false })).body;
    const job = { kind: 'probe.wait', options: { file: '/nonexistent' }, model: 'needed' };
    const [analysis] = (await server.call<{ ids: string[] }>('/v1/probe', { token: owner.token, json: job })).body.ids;

    const refused = await owner.delete('needed');
    expect(refused).toMatchObject({ status: 409, body: { detail: containing(analysis) } });
    expect(refused.body.detail).toContain('1 job of other people');
    expect(refused.body.detail).not.toContain(training.jobId);

    await owner.cancel(analysis);
    await other.cancel(training.jobId);
    const deleted = await eventually(
      () => owner.delete('needed'),
      ({ status }) => status === 204,
    );
    expect(deleted.status).toBe(204);
    expect(existsSync(modelDirectory(server, id))).toBe(false);
    expect((await owner.get(id)).status).toBe(404);
    expect((await other.get('child')).body).toMatchObject({ lineage: { base: { id, name: 'needed' } } });
  });

  it('does not let anybody change or delete what is installed for everybody', async () => {
    await installModel(server, 'everybodys');
    expect((await admin.change('everybodys', { name: 'mine' })).status).toBe(403);
    const refused = await admin.delete('everybodys');
    expect(refused).toMatchObject({ status: 403, body: { detail: containing('models remove everybodys') } });
    expect((await admin.delete('segmenter-base')).body).toMatchObject({ detail: containing('comes with Earshot') });
    expect((await admin.change('everybodys', { name: 'no name' })).status).toBe(400);
    expect((await owner.make('everybodys')).status).toBe(409);
  });

  it('keeps the name of a trained model with its owner when a model of that name is installed', async () => {
    const { id } = (await owner.make('own-name')).body;
    await installModel(server, 'own-name');
    expect((await owner.use('own-name')).body).toMatchObject({ id });
    expect((await owner.get('own-name')).body).toMatchObject({ id, source: 'trained' });
    expect((await other.use('own-name')).body).toMatchObject({ id: null, name: 'own-name' });
    expect(await owner.change('own-name', { name: 'own-name', shared: true })).toMatchObject({
      status: 200,
      body: { id, shared: true },
    });
    expect((await owner.delete('own-name')).status).toBe(204);
    expect((await owner.use('own-name')).body).toMatchObject({ id: null });
  });

  it('lists models by their status', async () => {
    const user = await ModelsClient.of(server, 'statuses@example.org');
    const namesOf = async (status: string): Promise<string[]> =>
      (await user.list(`?status=${status}`)).body.data
        .filter(({ source }) => source === 'trained')
        .map(({ name }) => name);
    const broken = (await user.make('broken')).body;
    rmSync(join(modelDirectory(server, broken.id), 'model.onnx'));
    await user.make('usable');
    const { jobId } = (await user.make('unfinished', { ready: false })).body;
    expect(await namesOf('training')).toEqual(['unfinished']);
    await user.cancel(jobId);
    await eventually(
      () => namesOf('failed'),
      (names) => names.length > 0,
    );
    expect(await namesOf('failed')).toEqual(['unfinished']);
    expect(await namesOf('training')).toEqual([]);
    expect(await namesOf('installed')).toEqual(['usable', 'broken']);
    expect(await namesOf('ready')).toEqual(['usable']);
    expect(await namesOf('damaged')).toEqual(['broken']);
    expect((await user.list()).body.data.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['unfinished', 'usable', 'broken']),
    );
  });

  it('finds the model that WhisperSeg’s names stand for, and says which one it is', async () => {
    const directory = await installModel(server, 'whisperseg-large');
    expect((await owner.use('WhisperSeg-Large')).body).toMatchObject({
      id: null,
      name: 'whisperseg-large',
      requestedName: 'WhisperSeg-Large',
    });
    rmSync(directory, { recursive: true });
    const directoryOfBase = existsSync('models/segmentation/segmenter-base')
      ? undefined
      : await installModel(server, 'segmenter-base');
    const { body } = await owner.get('whisperseg-base');
    expect(body).toMatchObject({ id: 'segmenter-base', name: 'segmenter-base' });
    if (directoryOfBase !== undefined) rmSync(directoryOfBase, { recursive: true });
  });

  it('exports a zip of all files with the name that it has now', async () => {
    const { id } = (await owner.make('exported')).body;
    await owner.change(id, { name: 'renamed-export' });
    const response = await fetch(`${server.url}/v1/models/renamed-export/export`, {
      headers: { Authorization: `Bearer ${owner.token}` },
    });
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toContain('renamed-export-1.zip');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(Number(response.headers.get('content-length'))).toBe(bytes.length);
    const files = await unzip(bytes);
    expect([...files.keys()].sort()).toEqual(['model.json', 'model.onnx']);
    expect(files.get('model.onnx')!.toString()).toBe(id);
    expect(JSON.parse(files.get('model.json')!.toString())).toMatchObject({ name: 'renamed-export', card: {} });
    expect((await server.call(`/v1/models/${id}/export`, { token: other.token })).status).toBe(404);
  });

  it('says of a damaged file which one it is and what to do, and goes on', async () => {
    const { id } = (await owner.make('damaged')).body;
    const path = join(modelDirectory(server, id), 'model.onnx');
    const bytes = readFileSync(path);
    bytes[0] ^= 1;
    writeFileSync(path, bytes);
    const damaged = {
      status: 409,
      body: {
        type: 'urn:earshot:problem:model-damaged',
        detail: containing('model.onnx is damaged (its SHA-256'),
      },
    };
    expect((await owner.get('damaged')).body).toMatchObject({ status: 'damaged', fault: damaged.body.detail });
    expect(await owner.use('damaged')).toMatchObject(damaged);
    expect(await server.call('/v1/models/damaged/export', { token: owner.token })).toMatchObject(damaged);

    writeFileSync(path, 'cut');
    expect((await owner.get('damaged')).body).toMatchObject({
      status: 'damaged',
      fault: containing('3 bytes'),
    });
    writeFileSync(join(modelDirectory(server, id), 'model.json'), '{"name":"../.."}');
    expect((await owner.use('damaged')).body.detail).toContain('model.json is damaged');
    expect((await owner.delete('damaged')).status).toBe(204);

    const directory = await installModel(server, 'damaged-for-all');
    writeFileSync(join(directory, 'model.json'), '[]');
    const listed = (await owner.list()).body.data.find(({ name }) => name === 'damaged-for-all');
    expect(listed).toMatchObject({ status: 'damaged', version: null });
    expect((await owner.use('damaged-for-all')).status).toBe(409);
    rmSync(directory, { recursive: true });
  });

  it('goes with its owner, and leaves what others made of it', async () => {
    const leaver = await ModelsClient.of(server, 'leaver@example.org');
    const { id } = (await leaver.make('left-behind')).body;
    await leaver.change(id, { shared: true });
    const { id: child } = (await other.make('child-of-leaver', { base: id })).body;
    expect((await server.call(`/v1/users/${leaver.id}`, { token: admin.token, method: 'DELETE' })).status).toBe(204);
    await eventually(
      () => existsSync(modelDirectory(server, id)),
      (exists) => !exists,
    );
    expect(existsSync(modelDirectory(server, id))).toBe(false);
    expect((await other.use('child-of-leaver')).body).toMatchObject({ id: child, bytes: 36 });
  });

  it('cleans up after a crash: files without a model go, models without files are told of', async () => {
    const [kept, lost] = [(await owner.make('kept')).body.id, (await owner.make('lost')).body.id];
    const root = join(server.dataDirectory, 'models');
    const orphans = [join(root, ORPHAN), join(root, 'incoming', 'cut')];
    const longAgo = new Date(Date.now() - 24 * 3600_000);
    for (const orphan of orphans) {
      mkdirSync(orphan, { recursive: true });
      writeFileSync(join(orphan, 'model.onnx'), 'x');
      utimesSync(orphan, longAgo, longAgo);
    }
    rmSync(modelDirectory(server, lost), { recursive: true });
    await server.kill();
    await server.restart();
    await eventually(
      () => server.output,
      (output) => output.includes(`(${lost}) are missing`),
    );
    expect(server.output).toContain(`(${lost}) are missing`);
    expect(server.output).not.toContain(`(${kept}) are missing`);
    expect(orphans.map((path) => existsSync(path))).toEqual([false, false]);
    expect(readdirSync(root)).toContain(kept);
    const again = new ModelsClient(server, await server.login('owner@example.org', 'user password 1'));
    expect((await again.use('kept')).status).toBe(201);
    expect((await again.get('lost')).body).toMatchObject({
      status: 'damaged',
      fault: containing('missing'),
    });
  });
});
