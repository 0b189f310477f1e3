import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnalysesClient } from '../support/analyses-client.js';
import { eventually } from '../support/jobs/eventually.js';
import { TestServer } from '../support/test-server.js';

const JOBS = 20;
const THREADS = 2;

describe('the embedded server', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start({ probe: true, environment: { COMPUTE_THREADS: String(THREADS) } });
  });
  afterAll(() => server.stop());

  it('does every queued analysis after kill -9, and none again whose result was given out', async () => {
    const token = await server.adminToken();
    const client = new AnalysesClient(server, token);
    const file = join(server.dataDirectory, 'probe.log');
    const ids = await client.probe('count', { file, ms: 300 }, JOBS);
    const startsOf = (id: string) => readFileSync(file, 'utf8').split(`${id} start`).length - 1;

    await eventually(async () => (await Promise.all(ids.map((id) => client.get(id)))).some(isDone) || undefined);
    const before = (await Promise.all(ids.map((id) => client.get(id)))).filter(isDone);
    await server.kill();
    expect(before.length).toBeLessThan(JOBS);

    await server.restart();
    const again = new AnalysesClient(server, await server.adminToken());
    for (const id of ids) expect(await again.ends(id)).toMatchObject({ id, status: 'succeeded' });
    for (const { id } of before) expect(startsOf(id)).toBe(1);
    expect(ids.filter((id) => startsOf(id) > 1).length).toBeLessThanOrEqual(THREADS);
  });
});

const isDone = ({ status }: { status: string }): boolean => status === 'succeeded';
