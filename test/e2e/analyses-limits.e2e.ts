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
    server.call<{ ids: string[] }>('/v1/probe', {
      token: client.token,
      json: { kind: 'probe.sleep', options: { ms: 60_000 }, count },
    });

  it('hold for requests that come at once', async () => {
    const third = new AnalysesClient(server, (await server.newUser('third@example.org')).token);
    const [running] = await third.probe('sleep', { ms: 60_000 });
    await third.reaches(running, 'running');
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(third, 1)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(4).fill(201),
      ...Array<number>(8).fill(429),
    ]);
    const made = answers.filter(({ status }) => status === 201).map(({ body }) => body.ids[0]);
    for (const id of [...made, running]) {
      await server.call(`/v1/analyses/${id}/cancel`, { method: 'POST', token: third.token });
      await third.reaches(id, 'cancelled');
    }
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
