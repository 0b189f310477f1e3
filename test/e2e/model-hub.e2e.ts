import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE, DEFAULT_MODELS, findCatalogueEntry } from '../../src/inference/catalogue/catalogue.js';
import { AnalysesClient, type AnalysisBody } from '../support/analyses-client.js';
import { EarshotCommand } from '../support/earshot-command.js';
import { FakeHub } from '../support/fake-hub.js';
import { eventually } from '../support/jobs/eventually.js';
import { makeWav } from '../support/make-wav.js';
import { TestServer } from '../support/test-server.js';

interface ListedModel {
  id: string;
  object: string;
  created: number;
  owned_by: string;
  status: string;
  task: string;
  licence: string | null;
  languages: string[] | null;
  sizeBytes: number;
  repository: string | null;
  revision: string | null;
}

/** An analysis, or why there is none yet. */
interface Acknowledged extends Pick<AnalysisBody, 'id'> {
  type: string;
  detail: string;
  analysisId: string;
}

const containing = (text: string): string => expect.stringContaining(text) as string;

/** Serves small files under the names and the commits of the real ones. */
function stock(hub: FakeHub, name: string): void {
  const { repository, revision, files } = findCatalogueEntry(name)!;
  const bytes = files.map(({ remote }) => [remote, Buffer.from(`${name} ${remote}`.repeat(50))] as const);
  hub.add(repository, Object.fromEntries(bytes), revision ?? undefined);
}

describe('models of the hub', () => {
  let server: TestServer;
  let hub: FakeHub;
  let admin: AnalysesClient;
  let user: AnalysesClient;
  let recording: string;

  const analyse = (model?: string, headers: Record<string, string> = {}) =>
    server.call<Acknowledged>(`/v1/recordings/${recording}/analyses`, {
      token: user.token,
      json: { kind: 'probe.model', ...(model !== undefined && { model }) },
      headers,
    });
  const pull = (json: object, token = admin.token) => server.call<Acknowledged>('/v1/models/pulls', { token, json });
  const list = async (query = '') =>
    (await server.call<{ object: string; data: ListedModel[] }>(`/v1/models${query}`, { token: user.token })).body;
  const uninstall = (name: string): void =>
    rmSync(join(server.dataDirectory, 'models', 'hub', 'transcription', name), { recursive: true });

  beforeAll(async () => {
    hub = await FakeHub.start();
    for (const name of ['whisper-tiny', 'whisper-base']) stock(hub, name);
    server = await TestServer.start({ probe: true, environment: { MODEL_HUB_URL: hub.url } });
    admin = new AnalysesClient(server, await server.adminToken());
    user = new AnalysesClient(server, (await server.newUser('speaker@example.org')).token);
    const body = new FormData();
    body.append('file', new Blob([makeWav({ seconds: 1, sampleRateHz: 8000 })]), 'a.wav');
    recording = (await server.call<{ id: string }>('/v1/recordings', { token: user.token, body })).body.id;
  });
  afterAll(async () => {
    await server.stop();
    await hub.stop();
  });

  it('lists what can be fetched, in the shape of the list of OpenAI', async () => {
    const all = await list();
    expect(all.object).toBe('list');
    for (const model of all.data) {
      expect(model).toMatchObject({ object: 'model', owned_by: 'earshot' });
      expect(Number.isInteger(model.created)).toBe(true);
    }
    const available = await list('?status=available');
    expect(available.data.map(({ id }) => id)).toEqual(CATALOGUE.map(({ name }) => name));
    expect(available.data.find(({ id }) => id === 'whisper-tiny.en')).toMatchObject({
      status: 'available',
      task: 'transcription',
      licence: 'MIT',
      languages: ['en'],
      repository: 'onnx-community/whisper-tiny.en_timestamped',
      revision: 'c91cb7ed90aa771df1581391a90f4a71535c7776',
    });
    expect((await list('?status=installed')).data.map(({ status }) => status)).not.toContain('available');
    expect((await list('?status=available&task=sentiment')).data.map(({ task }) => task)).toEqual([
      'sentiment',
      'sentiment',
    ]);
    expect((await server.call('/v1/models?status=gone', { token: user.token })).status).toBe(400);
    const one = await server.call('/v1/models/whisper-tiny', { token: user.token });
    expect(one).toMatchObject({ status: 200, body: { status: 'available', settings: null } });
    expect((await server.call('/v1/models/whisper-tiny', { token: user.token, method: 'DELETE' })).status).toBe(404);
  });

  it('keeps an analysis without a model, says which command helps, and runs it when another process has fetched one', async () => {
    const headers = { 'Idempotency-Key': 'once' };
    const refused = await analyse(undefined, headers);
    expect(refused).toMatchObject({ status: 503, body: { type: 'urn:earshot:problem:model-not-installed' } });
    expect(refused.body.detail).toContain('Run "npm run --silent earshot -- models pull whisper-base"');
    const id = refused.body.analysisId;
    expect(refused.headers.get('location')).toBe(`/v1/analyses/${id}`);
    expect((await analyse(undefined, headers)).body.analysisId).toBe(id);
    const again = await Promise.all([analyse(), analyse(), analyse()]);
    expect(again.map(({ status, body }) => [status, body.analysisId])).toEqual(Array(3).fill([503, id]));
    const other = (await analyse('whisper-tiny')).body;
    expect((await analyse('whisper-tiny')).body.analysisId).toBe(other.analysisId);
    expect(other.analysisId).not.toBe(id);
    expect(other.detail).toContain('The model "whisper-tiny" is not installed');

    const waiting = await user.reaches(id, 'waiting');
    expect(waiting).toMatchObject({ attempts: 0, waitingFor: { task: 'transcription', model: null } });
    expect(await user.reaches(other.analysisId, 'waiting')).toMatchObject({
      waitingFor: { task: 'transcription', model: 'whisper-tiny' },
    });

    const environment = { DATA_DIR: server.dataDirectory, MODEL_HUB_URL: hub.url };
    expect(await EarshotCommand.run(['models', 'pull', 'whisper-base'], environment)).toMatchObject({ code: 0 });
    expect(await user.ends(id)).toMatchObject({
      status: 'succeeded',
      attempts: 1,
      waitingFor: null,
      model: expect.stringMatching(/^whisper-base@/) as string,
    });
    expect(await analyse()).toMatchObject({ status: 202 });
    // It named another model, and goes on waiting for that.
    expect((await user.get(other.analysisId)).status).toBe('waiting');

    expect((await pull({ name: 'whisper-tiny' })).status).toBe(202);
    expect(await user.ends(other.analysisId)).toMatchObject({ status: 'succeeded' });
    uninstall('whisper-tiny');
    uninstall('whisper-base');
  });

  it('runs what waits for a model that is copied in by hand when its last byte is there', async () => {
    const { analysisId: id } = (await analyse()).body;
    await user.reaches(id, 'waiting');
    const source = 'test/models/transcription/whisper-digits';
    const target = join(server.dataDirectory, 'models', 'hub', 'transcription', 'whisper-digits');
    mkdirSync(target, { recursive: true });
    copyFileSync(join(source, 'model.json'), join(target, 'model.json'));
    const early = await analyse();
    expect(early).toMatchObject({ status: 503, body: { detail: containing('"whisper-digits" is being copied') } });
    const named = await analyse('whisper-digits');
    expect(named.status).toBe(503);
    await user.reaches(early.body.analysisId, 'waiting');
    cpSync(source, target, { recursive: true });
    for (const waiting of [id, early.body.analysisId, named.body.analysisId]) {
      expect(await user.ends(waiting)).toMatchObject({ status: 'succeeded', attempts: 1 });
    }
    uninstall('whisper-digits');
  });

  it('fetches a model for an administrator, as a job that can be followed', async () => {
    expect((await pull({ name: 'whisper-tiny' }, user.token)).status).toBe(403);
    expect((await pull({ name: 'nothing' })).body.detail).toContain('whisper-base');
    const { status, body } = await pull({ name: 'whisper-tiny' });
    expect(status).toBe(202);
    const done = await admin.ends(body.id);
    expect(done).toMatchObject({
      status: 'succeeded',
      result: { name: 'whisper-tiny', task: 'transcription', wasInstalled: false },
    });
    const [installed] = (await list('?status=installed&task=transcription')).data;
    expect(installed).toMatchObject({ id: 'whisper-tiny', status: 'ready', languages: ['multilingual'] });
    expect(installed.revision).toBe(findCatalogueEntry('whisper-tiny')!.revision);
    expect(await admin.ends((await pull({ name: 'whisper-tiny' })).body.id)).toMatchObject({
      result: { wasInstalled: true },
    });
    uninstall('whisper-tiny');
  });

  it('tells what is wrong with the hub in the job', async () => {
    const { body } = await pull({ name: 'whisper-small' });
    const failed = await admin.ends(body.id);
    expect(failed).toMatchObject({ status: 'failed', attempts: 1, error: { code: 'hub-refused' } });
    expect(failed.error!.message).toContain('answered 404');
  });

  it('fetches the default models behind a running server where MODELS_AUTO_PULL asks for it', async () => {
    for (const name of DEFAULT_MODELS) stock(hub, name);
    await server.restart({ MODELS_AUTO_PULL: 'true' });
    const installed = await eventually(async () => {
      const names = (await list('?status=installed')).data.map(({ id }) => id);
      return DEFAULT_MODELS.every((name) => names.includes(name)) ? names : undefined;
    }, 30_000);
    expect(installed).toEqual(expect.arrayContaining([...DEFAULT_MODELS]));
  });
});
