import { setTimeout as delay } from 'node:timers/promises';
import { AnalysesClient } from '../support/analyses-client.js';
import { TestServer } from '../support/test-server.js';

describe('events of an analysis', () => {
  let server: TestServer;
  let user: AnalysesClient;

  beforeAll(async () => {
    server = await TestServer.start({ probe: true });
    user = new AnalysesClient(server, (await server.newUser('user@example.org')).token);
  });
  afterAll(() => server.stop());

  it('tell progress, every piece of the result once, and the end', async () => {
    const [id] = await user.probe('report', { steps: 5, ms: 150 });
    const events = await user.events(id);
    const partials = events.filter(({ type }) => type === 'partial');
    expect(partials.map(({ data }) => data.step)).toEqual([1, 2, 3, 4, 5]);
    const progress = events.filter(({ type }) => type === 'progress').map(({ data }) => data.progress as number);
    expect(progress.some((value) => value > 0 && value < 1)).toBe(true);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(events.at(-1)).toMatchObject({ type: 'end', data: { id, status: 'succeeded', progress: 1 } });
    expect(events.filter(({ type }) => type === 'end')).toHaveLength(1);
  });

  it('resume after the last one that the client saw', async () => {
    const [id] = await user.probe('report', { steps: 6, ms: 100 });
    const before = await user.events(id, { isLast: ({ data }) => data.step === 2 });
    const seen = before.filter(({ type }) => type === 'partial');
    const after = await user.events(id, { lastEventId: seen.at(-1)!.id });
    const steps = [...seen, ...after.filter(({ type }) => type === 'partial')].map(({ data }) => data.step);
    expect(steps).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('of a finished analysis are its pieces and its end', async () => {
    const [id] = await user.probe('report', { steps: 2, ms: 1 });
    await user.ends(id);
    expect((await user.events(id)).map(({ type }) => type)).toEqual(['partial', 'partial', 'end']);
  });

  it('are the same for all who listen', async () => {
    const [id] = await user.probe('report', { steps: 4, ms: 100 });
    const streams = await Promise.all(Array.from({ length: 20 }, () => user.events(id)));
    for (const events of streams) {
      expect(events.filter(({ type }) => type === 'partial').map(({ data }) => data.step)).toEqual([1, 2, 3, 4]);
      expect(events.at(-1)!.type).toBe('end');
    }
  });

  it('tell of a cancellation', async () => {
    const [id] = await user.probe('sleep', { ms: 20_000 });
    const events = user.events(id);
    await user.reaches(id, 'running');
    await server.call(`/v1/analyses/${id}/cancel`, { method: 'POST', token: user.token });
    expect((await events).at(-1)).toMatchObject({ type: 'end', data: { status: 'cancelled' } });
  });

  it.each(['session', 'API token'] as const)('end when the %s that opened them does', async (credential) => {
    const { token } = await server.newUser(`${credential.replace(' ', '-')}@example.org`);
    const owner = new AnalysesClient(server, token);
    const [id] = await owner.probe('sleep', { ms: 8_000 });
    const opened = credential === 'session' ? undefined : await createApiToken(token);
    const events = new AnalysesClient(server, opened?.token ?? token).events(id);
    await owner.reaches(id, 'running');
    if (opened === undefined) await server.call('/v1/auth/logout', { method: 'POST', token });
    else await server.call(`/v1/auth/tokens/${opened.id}`, { method: 'DELETE', token });
    expect((await events).map(({ type }) => type)).not.toContain('end');
  });

  async function createApiToken(token: string): Promise<{ id: string; token: string }> {
    const { body } = await server.call<{ id: string; token: string }>('/v1/auth/tokens', {
      token,
      json: { name: 'listener' },
    });
    return body;
  }

  it('do not keep the server from stopping', async () => {
    const [id] = await user.probe('sleep', { ms: 500 });
    const events = user.events(id).catch(() => []);
    await delay(100);
    await server.restart();
    await events;
    expect((await user.ends(id)).status).toBe('succeeded');
  });
});
