import { AnalysesClient } from '../support/analyses-client.js';
import { TestServer } from '../support/test-server.js';

describe('limits of the queue', () => {
  let server: TestServer;
  let first: AnalysesClient;
  let second: AnalysesClient;

  beforeAll(async () => {
    server = await TestServer.start({
      probe: true,
      environment: { COMPUTE_THREADS: '1', MAX_QUEUED_JOBS: '6', MAX_QUEUED_JOBS_PER_USER: '4' },
    });
    first = new AnalysesClient(server, (await server.newUser('first@example.org')).token);
    second = new AnalysesClient(server, (await server.newUser('second@example.org')).token);
  });
  afterAll(() => server.stop());

  const ask = (client: AnalysesClient, count: number) =>
    server.call<Record<string, string>>('/v1/probe', {
      token: client.token,
      json: { kind: 'probe.sleep', options: { ms: 60_000 }, count },
    });

  it('answer 429 with Retry-After, first for one user and then for all, and let in again what has room', async () => {
    const [running] = await first.probe('sleep', { ms: 60_000 });
    await first.reaches(running, 'running');

    expect((await ask(first, 4)).status).toBe(201);
    const tooMany = await ask(first, 1);
    expect(tooMany).toMatchObject({ status: 429, body: { type: 'urn:earshot:problem:too-many-queued-jobs' } });
    expect(Number(tooMany.headers.get('retry-after'))).toBeGreaterThan(0);

    expect((await ask(second, 3)).status).toBe(429);
    const [kept] = await second.probe('sleep', { ms: 60_000 }, 2);
    expect(await ask(second, 1)).toMatchObject({ status: 429, body: { type: 'urn:earshot:problem:queue-full' } });

    await server.call(`/v1/analyses/${kept}/cancel`, { method: 'POST', token: second.token });
    expect((await ask(second, 1)).status).toBe(201);
  });
});
