import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnalysesClient, type AnalysisBody } from '../support/analyses-client.js';
import { fileForm, makeWav } from '../support/make-wav.js';
import { TestServer } from '../support/test-server.js';

interface Problem {
  status: number;
  type: string;
  detail: string;
  errors?: { field: string; message: string }[];
}

describe('analyses', () => {
  let server: TestServer;
  let user: AnalysesClient;
  let other: AnalysesClient;
  let admin: AnalysesClient;

  beforeAll(async () => {
    server = await TestServer.start({
      probe: true,
      environment: { COMPUTE_THREADS: '2', JOB_RETRY_DELAY_SECONDS: '0.2', JOB_LEASE_SECONDS: '5' },
    });
    user = new AnalysesClient(server, (await server.newUser('user@example.org')).token);
    other = new AnalysesClient(server, (await server.newUser('other@example.org')).token);
    admin = new AnalysesClient(server, await server.adminToken());
  });
  afterAll(() => server.stop());

  const post = <Body = AnalysisBody>(client: AnalysesClient, id: string, action: 'cancel' | 'retry') =>
    server.call<Body>(`/v1/analyses/${id}/${action}`, { method: 'POST', token: client.token });

  const list = async (client: AnalysesClient, query: string) => {
    const { body } = await server.call<{ items: AnalysisBody[]; nextCursor: string | null }>(`/v1/analyses?${query}`, {
      token: client.token,
    });
    return body;
  };

  it('shows a job from its creation to its result', async () => {
    const [id] = await user.probe('sleep', { ms: 10 });
    const analysis = await user.ends(id);
    expect(analysis).toEqual({
      id,
      recordingId: null,
      kind: 'probe.sleep',
      options: { ms: 10, ignoreSignal: false },
      status: 'succeeded',
      progress: 1,
      etaSeconds: null,
      attempts: 1,
      model: null,
      result: { attempt: 1 },
      error: null,
      waitingFor: null,
      createdAt: expect.any(String) as string,
      startedAt: expect.any(String) as string,
      finishedAt: expect.any(String) as string,
    });
    expect(Date.parse(analysis.finishedAt!)).toBeGreaterThanOrEqual(Date.parse(analysis.startedAt!));
  });

  it('refuses unknown kinds and bad options, naming the field', async () => {
    const ask = async (json: object) => (await server.call<Problem>('/v1/probe', { token: user.token, json })).body;
    expect(await ask({ kind: 'probe.nothing' })).toMatchObject({ status: 400, errors: [{ field: 'kind' }] });
    const badOptions = { kind: 'probe.sleep', options: { ms: -1, unknown: 1 } };
    expect((await ask(badOptions)).errors?.map(({ field }) => field).sort()).toEqual(['options.ms', 'options.unknown']);
    expect(await ask({ kind: 'probe.noop', options: { any: 1 } })).toMatchObject({
      errors: [{ field: 'options.any' }],
    });
    expect(await ask({ kind: 'probe.noop', options: [] })).toMatchObject({ errors: [{ field: 'options' }] });
  });

  it('tries a failing job again and shows why the last attempt failed meanwhile', async () => {
    const [id] = await user.probe('fail', { times: 2 });
    expect(await user.ends(id)).toMatchObject({
      status: 'succeeded',
      attempts: 3,
      result: { attempt: 3 },
      error: null,
    });
    const [broken] = await user.probe('fail', { times: 9 });
    expect(await user.ends(broken)).toMatchObject({
      status: 'failed',
      attempts: 3,
      result: null,
      error: { code: 'internal-error' },
    });
  });

  it('fails at once what no second try can mend', async () => {
    const [id] = await user.probe('fail', { times: 1, permanent: true });
    expect(await user.ends(id)).toMatchObject({
      status: 'failed',
      attempts: 1,
      error: { code: 'undecodable-audio', message: 'The probe refuses this input.' },
    });
  });

  it('ends an attempt that takes longer than its kind allows', async () => {
    const [id] = await user.probe('hurried', { ms: 60_000 });
    expect(await user.ends(id)).toMatchObject({ status: 'failed', attempts: 1, error: { code: 'timed-out' } });
  });

  it.each([false, true])('cancels running work within five seconds (deaf to its signal: %s)', async (ignoreSignal) => {
    const [id] = await user.probe('sleep', { ms: 20_000, ignoreSignal });
    await user.reaches(id, 'running');
    const asked = Date.now();
    expect((await post(user, id, 'cancel')).status).toBe(202);
    const { status, finishedAt } = await user.ends(id);
    expect(status).toBe('cancelled');
    expect(Date.parse(finishedAt!) - asked).toBeLessThan(5000);
  });

  it('cancels what waits in the queue before it runs', async () => {
    const blockers = await user.probe('sleep', { ms: 20_000 }, 2);
    for (const id of blockers) await user.reaches(id, 'running');
    const [id] = await user.probe('noop');
    expect((await post(user, id, 'cancel')).body).toMatchObject({ status: 'cancelled', attempts: 0, startedAt: null });
    expect((await post(user, id, 'cancel')).status).toBe(202);
    for (const blocker of blockers) await post(user, blocker, 'cancel');
    for (const blocker of blockers) await user.ends(blocker);
    expect(await user.get(id)).toMatchObject({ status: 'cancelled', attempts: 0 });
  });

  it('runs a cancelled or failed job again when asked to, with all its attempts', async () => {
    const [id] = await user.probe('fail', { times: 9 });
    await user.ends(id);
    const retried = await post(user, id, 'retry');
    expect(retried).toMatchObject({ status: 202, body: { error: null, finishedAt: null } });
    expect(await user.ends(id)).toMatchObject({ status: 'failed', attempts: 3 });
  });

  it('refuses to cancel or retry what has succeeded', async () => {
    const [id] = await user.probe('noop');
    await user.ends(id);
    const conflict = { status: 409, type: 'urn:earshot:problem:already-finished' };
    expect((await post<Problem>(user, id, 'cancel')).body).toMatchObject(conflict);
    expect((await post<Problem>(user, id, 'retry')).body).toMatchObject({
      status: 409,
      type: 'urn:earshot:problem:not-retryable',
    });
  });

  it('keeps a job that waits for a model until the model is there', async () => {
    const file = join(server.dataDirectory, 'probe-model');
    const [id] = await user.probe('wait', { file });
    const waiting = await user.reaches(id, 'waiting');
    expect(waiting.error).toMatchObject({ code: 'model-not-installed' });
    expect(waiting.error!.message).toContain('models pull');
    writeFileSync(file, '');
    await post(user, id, 'retry');
    expect(await user.ends(id)).toMatchObject({ status: 'succeeded', attempts: 1, model: 'probe@1' });
  });

  it('shows others nothing and administrators everything', async () => {
    const [id] = await user.probe('sleep', { ms: 20_000 });
    const events = `/v1/analyses/${id}/events`;
    for (const [method, path] of [
      ['GET', `/v1/analyses/${id}`],
      ['GET', events],
      ['POST', `/v1/analyses/${id}/cancel`],
      ['POST', `/v1/analyses/${id}/retry`],
    ]) {
      expect((await server.call(path, { method, token: other.token })).status).toBe(404);
      expect((await server.call(path, { method })).status).toBe(401);
    }
    expect((await list(other, `kind=probe.sleep`)).items).toEqual([]);
    const typo = await server.call<Problem>('/v1/analyses?kind=transcripton', { token: other.token });
    expect(typo).toMatchObject({ status: 400, body: { errors: [{ field: 'kind' }] } });
    expect(typo.body.detail).toContain('music');
    expect((await list(admin, `kind=probe.sleep&status=succeeded`)).items.length).toBeGreaterThan(0);
    expect((await post(admin, id, 'cancel')).status).toBe(202);
    expect((await user.ends(id)).status).toBe('cancelled');
  });

  it('answers 404 for what does not exist and 400 for what is no id', async () => {
    expect((await server.call(`/v1/analyses/${randomUUID()}`, { token: user.token })).status).toBe(404);
    expect((await server.call(`/v1/analyses/${randomUUID()}/events`, { token: user.token })).status).toBe(404);
    expect((await server.call('/v1/analyses/1', { token: user.token })).status).toBe(400);
  });

  it('lists page by page, newest first, without results', async () => {
    const owner = await server.newUser('lister@example.org');
    const lister = new AnalysesClient(server, owner.token);
    const ids = [...(await lister.probe('noop', {}, 4)), ...(await lister.probe('sleep', { ms: 1 }, 3))];
    for (const id of ids) await lister.ends(id);
    const seen: AnalysisBody[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await list(lister, `limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(seen.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(seen[0]).not.toHaveProperty('result');
    const times = seen.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
    expect((await list(lister, 'kind=probe.noop')).items).toHaveLength(4);
    expect((await list(lister, 'status=failed')).items).toEqual([]);
    expect((await list(lister, `recordingId=${randomUUID()}`)).items).toEqual([]);
    expect((await list(admin, `owner=${owner.id}&limit=200`)).items).toHaveLength(7);
  });

  it('lists those of one recording beside it', async () => {
    const upload = async () => {
      const form = fileForm(makeWav({ seconds: 0.2 }), 'one.wav');
      return (await server.call<{ id: string }>('/v1/recordings', { token: user.token, form })).body.id;
    };
    const [recording, bare] = [await upload(), await upload()];
    const path = `/v1/recordings/${recording}/analyses`;
    const started = await server.call<AnalysisBody>(path, { token: user.token, json: { kind: 'music' } });
    const listed = async (of: string, client = user) =>
      server.call<{ items: AnalysisBody[] }>(`/v1/recordings/${of}/analyses`, { token: client.token });
    expect((await listed(recording)).body.items.map(({ id }) => id)).toContain(started.body.id);
    expect((await listed(bare)).body.items.map(({ id }) => id)).not.toContain(started.body.id);
    expect((await server.call<{ items: [] }>(`${path}?kind=transcription`, { token: user.token })).body.items).toEqual(
      [],
    );
    expect((await server.call(`${path}?recordingId=${bare}`, { token: user.token })).status).toBe(400);
    expect((await listed(recording, other)).status).toBe(404);
    expect((await listed(randomUUID())).status).toBe(404);
  });

  it.each(['limit=0', 'cursor=garbage', 'status=done', 'recordingId=1', 'owner=1', 'colour=red', 'kind=%00'])(
    'refuses to list with %s',
    async (query) => {
      const { status, body } = await server.call<Problem>(`/v1/analyses?${query}`, { token: user.token });
      expect(status).toBe(400);
      expect(body.errors![0].field).toBe(query.split('=')[0]);
    },
  );

  it('lets nobody but administrators list the analyses of others', async () => {
    const { status } = await server.call(`/v1/analyses?owner=${randomUUID()}`, { token: user.token });
    expect(status).toBe(403);
  });

  it('describes every kind with JSON schemas', async () => {
    const { body } = await server.call<{ items: { kind: string; optionsSchema: object; resultSchema: object }[] }>(
      '/v1/analyses/kinds',
      { token: user.token },
    );
    const sleep = body.items.find(({ kind }) => kind === 'probe.sleep');
    expect(sleep).toMatchObject({
      description: expect.any(String) as string,
      optionsSchema: { type: 'object' },
      resultSchema: { type: 'object' },
      timeoutSeconds: 60,
    });
  });

  it('serves a single job of one user before the backlog of another', async () => {
    const backlog = await user.probe('sleep', { ms: 50 }, 60);
    const [id] = await other.probe('noop');
    await other.ends(id);
    const states = await Promise.all(backlog.map((job) => user.get(job)));
    expect(states.filter(({ status }) => status === 'queued').length).toBeGreaterThan(20);
    await Promise.all(backlog.map((job) => post(user, job, 'cancel')));
  });
});
