import { makeWav } from '../support/make-wav.js';
import { TestServer } from '../support/test-server.js';
import { VocalClient } from '../support/vocal-client.js';

interface User {
  id: string;
  email: string;
  builtIn: boolean;
}

const wav = makeWav({ seconds: 0.2 });

async function openUser(server: TestServer): Promise<User | undefined> {
  const { body } = await server.call<{ items: User[] }>('/v1/users', { token: await server.adminToken() });
  return body.items.find(({ builtIn }) => builtIn);
}

async function apiToken(server: TestServer, token: string): Promise<string> {
  const made = await server.call<{ token: string }>('/v1/auth/tokens', { token, json: { name: 'client' } });
  return made.body.token;
}

describe('routes of older systems on a closed server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start({ probe: true });
  });
  afterAll(() => server.stop());

  it('says at the start that they need a credential', () => {
    expect(server.output).toContain('COMPAT_OPEN=false');
  });

  it('refuses callers without a credential, says how to get in, and makes no account for them', async () => {
    const stranger = new VocalClient(server.url);
    for (const answer of [await stranger.upload(wav), await stranger.post('/get-audio-clip-wav')]) {
      expect([answer.status, answer.body.error]).toEqual([401, expect.stringContaining('COMPAT_OPEN')]);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    }
    expect(await openUser(server)).toBeUndefined();
  });

  it('does not read the body of a stranger', async () => {
    const { status } = await new VocalClient(server.url).postText('/get-audio-clip-wav', '{"not": JSON');
    expect(status).toBe(401);
  });

  it('lets in who has an access token or an API token, after either word', async () => {
    const { token } = await server.newUser('scientist@example.org');
    const key = await apiToken(server, token);
    for (const credential of [`Bearer ${token}`, `Token ${token}`, `Bearer ${key}`, `token ${key}`]) {
      const { status } = await server.call('/get-status', { headers: { Authorization: credential } });
      expect([credential.split(' ')[0], status]).toEqual([credential.split(' ')[0], 201]);
    }
    expect((await new VocalClient(server.url, key).upload(wav)).status).toBe(201);
  });

  it('takes the token of the body where the contract has one, and no other there', async () => {
    const { token } = await server.newUser('student@example.org');
    const key = await apiToken(server, token);
    const ask = (json: object) => server.call<{ email: string }>('/v1/probe/compat', { json });
    for (const credential of [token, key]) {
      expect((await ask({ token: credential })).body.email).toBe('student@example.org');
    }
    const refused = [{ token: 'ear_wrong' }, { token: 7 }, { token: { a: 1 } }, { token: '' }, { token: null }, {}];
    for (const body of refused) expect([body, (await ask(body)).status]).toEqual([body, 401]);
    expect((await server.call('/v1/recordings', { json: { token: key, url: 'http://x.example' } })).status).toBe(401);
    const inBody = await new VocalClient(server.url).post('/get-audio-clip-wav', { token: key });
    expect(inBody.status).toBe(401);
  });
});

describe('routes of older systems on an open server', () => {
  let server: TestServer;
  let admin: string;
  beforeAll(async () => {
    server = await TestServer.start({ probe: true, environment: { COMPAT_OPEN: 'true' } });
    admin = await server.adminToken();
  });
  afterAll(() => server.stop());

  it('says at the start what that means', () => {
    expect(server.output).toContain('COMPAT_OPEN=true: everyone who can reach this server');
  });

  it('serves callers without a credential as one account, made once, and shows it to administrators', async () => {
    const strangers = Array.from({ length: 4 }, () => new VocalClient(server.url));
    const uploads = await Promise.all(strangers.map((stranger) => stranger.upload(wav)));
    expect(uploads.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const { body } = await server.call<{ items: User[] }>('/v1/users', { token: admin });
    const builtIn = body.items.filter((user) => user.builtIn);
    expect(builtIn).toHaveLength(1);
    const own = await server.call<{ items: unknown[] }>(`/v1/recordings?owner=${builtIn[0].id}`, { token: admin });
    expect(own.body.items).toHaveLength(4);
  });

  it('shows their data to them and to administrators, and nobody else’s to them', async () => {
    const { token } = await server.newUser('private@example.org');
    const user = new VocalClient(server.url, token);
    const stranger = new VocalClient(server.url);
    const [mine, theirs] = [await user.audioId(wav), await stranger.audioId(wav)];
    const clip = (audio_id: string) => ({ audio_id, start_time: 0, clip_duration: 0.1 });
    const statusOf = async (who: VocalClient, id: string) => (await who.post('/get-audio-clip-wav', clip(id))).status;
    expect(await statusOf(user, mine)).toBe(200);
    expect(await statusOf(user, theirs)).toBe(404);
    expect(await statusOf(stranger, theirs)).toBe(200);
    expect(await statusOf(stranger, mine)).toBe(404);
    expect(await statusOf(new VocalClient(server.url, admin), theirs)).toBe(200);
    const { body } = await server.call<{ items: unknown[] }>('/v1/recordings', { token });
    expect(body.items).toHaveLength(1);
  });

  it.each(['Bearer ear_wrong', 'Token ', 'Basic YTpi', 'Bearer a.b.c', 'nonsense'])(
    'refuses the wrong credential %j instead of letting it in',
    async (credential) => {
      const { status, body } = await server.call('/get-status', { headers: { Authorization: credential } });
      expect([status, Object.keys(body)]).toEqual([401, ['error']]);
    },
  );

  it('refuses a wrong token of a body, and takes none for none', async () => {
    const ask = (json: object) => server.call<{ email: string }>('/v1/probe/compat', { json });
    expect((await ask({ token: 'wrong' })).status).toBe(401);
    expect((await ask({ token: null })).body.email).toBe('compat-open');
  });

  it('leaves native routes closed to them', async () => {
    for (const path of ['/v1/recordings', '/v1/auth/me', '/v1/analyses']) {
      expect((await server.call(path)).status).toBe(401);
    }
  });

  it('has nobody log in with the account, be given its name, or delete it by accident', async () => {
    const { id } = (await openUser(server))!;
    const change = (json: object) => server.call(`/v1/users/${id}`, { method: 'PATCH', token: admin, json });
    for (const changes of [{ password: 'a password 123' }, { email: 'a@example.org' }, { role: 'admin' }]) {
      expect([changes, (await change(changes)).status]).toEqual([changes, 409]);
    }
    const login = await server.call('/v1/auth/login', { json: { email: 'compat-open', password: 'a password 123' } });
    expect(login.status).toBe(400);
    const twin = { email: 'compat-open', password: 'a password 123' };
    expect((await server.call('/v1/users', { token: admin, json: twin })).status).toBe(400);
    expect((await server.call(`/v1/users/${id}`, { method: 'DELETE', token: admin })).status).toBe(409);
  });

  it('shuts them out while an administrator has the account disabled', async () => {
    const { id } = (await openUser(server))!;
    const disable = (disabled: boolean) =>
      server.call(`/v1/users/${id}`, { method: 'PATCH', token: admin, json: { disabled } });
    await disable(true);
    expect((await server.call('/get-status')).status).toBe(403);
    await disable(false);
    expect((await server.call('/get-status')).status).toBe(201);
  });
});

it('lets an administrator delete the shared account when the server is closed again', async () => {
  const server = await TestServer.start({ environment: { COMPAT_OPEN: 'true' } });
  await new VocalClient(server.url).audioId(wav);
  await server.restart({ COMPAT_OPEN: 'false' });
  const { id } = (await openUser(server))!;
  const token = await server.adminToken();
  expect((await server.call(`/v1/users/${id}`, { method: 'DELETE', token })).status).toBe(204);
  expect((await server.call<{ items: unknown[] }>('/v1/recordings', { token })).body.items).toEqual([]);
  await server.stop();
});
