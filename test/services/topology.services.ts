import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callApi } from '../support/api-client.js';
import { fileForm } from '../support/make-wav.js';
import { ScratchDatabase } from '../support/scratch-database.js';
import { SERVER_ENTRY, ServerProcess } from '../support/server-process.js';
import { eventually } from '../support/stored-files.js';
import { ADMIN } from '../support/test-server.js';

interface Analysis {
  id: string;
  status: string;
  result: { bpm: { value: number }; beats: number[] } | null;
}

/** What docker-compose.yml describes, as plain processes: PostgreSQL, Redis, one api, two workers, shared recordings. */
describe('one api and two workers', () => {
  let database: ScratchDatabase;
  let dataDirectory: string;
  let api: ServerProcess;
  let workers: ServerProcess[];
  let token: string;

  beforeAll(async () => {
    database = await ScratchDatabase.create();
    dataDirectory = mkdtempSync(join(tmpdir(), 'earshot-topology-'));
    const environment = {
      DATABASE_URL: database.url,
      REDIS_URL: `${process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379'}/5`,
      DATA_DIR: dataDirectory,
      JWT_SECRET: 'a secret of thirty-two bytes or more',
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      COMPUTE_THREADS: '1',
    };
    const start = (role: string) => ServerProcess.start(SERVER_ENTRY, { ...environment, ROLE: role });
    // All three at once on an empty database: one migrates, the others wait for it.
    [api, ...workers] = await Promise.all([start('api'), start('worker'), start('worker')]);
    const login = await callApi(`${api.url}/v1/auth/login`, { json: { email: ADMIN.email, password: ADMIN.password } });
    token = login.body.accessToken as string;
  });

  afterAll(async () => {
    await Promise.all([api, ...workers].map((process) => process.stop()));
    await database.drop();
    rmSync(dataDirectory, { recursive: true, force: true });
  });

  const song = readFileSync('test/fixtures/downtown-boogie.mp3');

  it('analyses an uploaded song on a worker', async () => {
    const upload = await callApi<{ id: string; analyses: { id: string }[] }>(`${api.url}/v1/recordings`, {
      token,
      form: fileForm(song, 'downtown-boogie.mp3', { analyses: 'music' }),
    });
    expect(upload.status).toBe(201);
    const read = async () =>
      (await callApi<Analysis>(`${api.url}/v1/analyses/${upload.body.analyses[0].id}`, { token })).body;
    const analysis = await eventually(read, ({ status }) => status === 'succeeded', 60_000);
    expect(analysis.status).toBe('succeeded');
    expect(analysis.result!.beats.length).toBeGreaterThan(20);
  });

  it('lets workers tell how they are, and nothing else', async () => {
    for (const worker of workers) {
      expect((await callApi(`${worker.url}/health/live`)).status).toBe(200);
      expect((await callApi<{ status: string }>(`${worker.url}/health/ready`)).body.status).toBe('ok');
      expect((await callApi(`${worker.url}/metrics`)).status).toBe(200);
      expect((await callApi(`${worker.url}/v1/recordings`, { token })).status).toBe(404);
    }
  });

  it('leaves no job behind when the workers are stopped', async () => {
    const upload = await callApi<{ id: string }>(`${api.url}/v1/recordings`, { token, form: fileForm(song) });
    const started = await Promise.all(
      Array.from({ length: 10 }, () =>
        callApi<Analysis>(`${api.url}/v1/recordings/${upload.body.id}/analyses`, { token, json: { kind: 'music' } }),
      ),
    );
    await workers[0].stop();
    const statuses = async () =>
      Promise.all(
        started.map(
          async ({ body }) => (await callApi<Analysis>(`${api.url}/v1/analyses/${body.id}`, { token })).body.status,
        ),
      );
    const ended = await eventually(statuses, (all) => all.every((status) => status === 'succeeded'), 120_000);
    expect(new Set(ended)).toEqual(new Set(['succeeded']));
  });
});
