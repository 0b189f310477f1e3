import { installDigits } from '../support/install-digits.js';
import { makeWav } from '../support/make-wav.js';
import { type Mp3aiAnswer, Mp3aiClient } from '../support/mp3ai-client.js';
import { SPOKEN_BY_SECONDS } from '../support/probe-transcription.module.js';
import { eventually, storedFiles } from '../support/stored-files.js';
import { TestServer } from '../support/test-server.js';

const NO_CREDENTIALS = 'Authentication credentials were not provided.';
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(Z|[+-]\d\d:\d\d)$/;
const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const wavOf = (kind: keyof typeof SPOKEN_BY_SECONDS): Uint8Array => makeWav({ seconds: SPOKEN_BY_SECONDS[kind] });

describe('the client of mp3.ai', () => {
  let server: TestServer;
  let counter = 0;

  beforeAll(async () => {
    server = await TestServer.start({ probe: true, environment: { OPEN_REGISTRATION: 'true' } });
    await installDigits(server.dataDirectory);
  });
  afterAll(() => server.stop());

  const anonymous = (): Mp3aiClient => new Mp3aiClient(server.url);

  async function newClient(): Promise<Mp3aiClient> {
    const client = anonymous();
    const name = `user-${++counter}`;
    await client.register(name, 'alpine123');
    await client.login(name, 'alpine123');
    return client;
  }

  it('goes through its whole script', async () => {
    const client = anonymous();
    const registered = await client.register('testuser', 'alpine123');
    expect(registered).toMatchObject({ status: 201, body: { email: '', username: 'testuser' } });
    expect(Object.keys(registered.body).sort()).toEqual(['email', 'id', 'username']);
    expect(Number.isInteger(registered.body.id)).toBe(true);
    expect((await client.register('testuser', 'alpine123')).status).toBe(400);

    const token = await client.login('testuser', 'alpine123');
    expect(token).toMatch(/^[0-9a-f]{40}$/);

    const fields = { name: 'Puppies', get_timestamps: 'True', words: 'puppy, puppies, mother' };
    const created = await client.upload(fields, wavOf('speech'));
    expect(created.status).toBe(201);
    expect(created.headers.get('content-type')).toBe('application/json');
    expect(created.body).toEqual({
      user: 'testuser',
      uuid: expect.stringMatching(UUID_4) as string,
      name: 'Puppies',
      get_timestamps: true,
      words: '["puppy", "puppies", "mother"]',
      transcript: "puppies the puppy's mother puppy don't naïve back",
      word_freqs: '{"puppies": 1, "mother": 1, "puppy": 1}',
      timestamps:
        "[{'conf': 0.75, 'end': 0.1, 'start': 0.0, 'word': 'puppies'}, " +
        "{'conf': 0.75, 'end': 0.4, 'start': 0.3, 'word': 'mother'}, " +
        "{'conf': 0.75, 'end': 0.6, 'start': 0.5, 'word': 'puppy'}]",
      sentiment_negative: expect.any(Number) as number,
      sentiment_neutral: expect.any(Number) as number,
      sentiment_positive: expect.any(Number) as number,
      creation_date: expect.stringMatching(ISO_TIME) as string,
      last_updated: expect.stringMatching(ISO_TIME) as string,
    });
    const { creation_date, last_updated, uuid } = created.body;
    expect(Date.parse(last_updated)).toBeGreaterThan(Date.parse(creation_date));

    const list = await client.call<Mp3aiAnswer[]>('GET', '/api/v1/recordings/');
    expect(list).toMatchObject({ status: 200, body: [created.body] });
    expect(list.headers.get('content-type')).toBe('application/json');
    expect((await client.call('GET', `/api/v1/recordings/${uuid}/`)).body).toEqual(created.body);

    // The same recording, natively.
    const native = await server.call<{ items: { id: string; analyses: object[] }[] }>('/v1/recordings', { token });
    expect(native.body.items).toMatchObject([
      { id: uuid, name: 'Puppies', analyses: [{ kind: 'transcription', status: 'succeeded' }] },
    ]);

    const gone = await client.form('DELETE', '/auth/users/me/', { current_password: 'alpine123' });
    expect(gone).toMatchObject({ status: 204, body: '' });
    const dead = await client.call('GET', '/api/v1/recordings/');
    expect(dead).toMatchObject({ status: 401, body: { detail: 'Invalid token.' } });
    expect(dead.headers.get('www-authenticate')).toBe('Token');
    const files = await eventually(
      () => storedFiles(server.dataDirectory),
      ({ length }) => length === 0,
    );
    expect(files).toEqual([]);
  });

  describe('accounts', () => {
    it.each([
      [{}, { username: ['This field is required.'], password: ['This field is required.'] }],
      [
        { username: 'a b', password: 'alpine123' },
        {
          username: ['Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.'],
        },
      ],
      [{ username: 'x'.repeat(151), password: 'alpine123' }, { username: [expect.stringContaining('150 characters')] }],
      [{ username: 'ada', password: 'alpine123', email: 'nowhere' }, { email: ['Enter a valid email address.'] }],
      [
        { username: 'ada', password: '12345' },
        {
          password: [
            'This password is too short. It must contain at least 8 characters.',
            'This password is entirely numeric.',
          ],
        },
      ],
      [
        { username: 'ada', password: '12345678' },
        { password: ['This password is too common.', 'This password is entirely numeric.'] },
      ],
      [{ username: 'lovelace', password: 'lovelace1' }, { password: ['The password is too similar to the username.'] }],
    ])('refuse %j', async (fields, errors) => {
      for (const send of ['form', 'json', 'multipart'] as const) {
        const answer = await anonymous()[send]('POST', '/auth/users/', fields);
        expect(answer).toMatchObject({ status: 400, body: errors });
        expect(answer.headers.get('content-type')).toBe('application/json');
      }
    });

    it('refuse a name that is taken, also as the email of somebody', async () => {
      await anonymous().json('POST', '/auth/users', { username: 'taken', password: 'alpine123' });
      await server.newUser('somebody@example.org');
      for (const username of ['taken', 'somebody@example.org', 'Somebody@example.org']) {
        const { status, body } = await anonymous().register(username, 'alpine123');
        expect({ status, body }).toEqual({
          status: 400,
          body: { username: ['A user with that username already exists.'] },
        });
      }
      expect((await anonymous().register('Taken', 'alpine123')).status).toBe(201);
    });

    it('have one token from all logins until the logout', async () => {
      const client = await newClient();
      const other = anonymous();
      const name = (await client.call('GET', '/auth/users/me/')).body.username as string;
      expect(await other.login(name, 'alpine123')).toBe(client.token);
      expect((await client.call('POST', '/auth/token/logout/')).status).toBe(204);
      expect((await other.call('GET', '/auth/users/me/')).body).toEqual({ detail: 'Invalid token.' });
      const next = anonymous();
      expect(await next.login(name, 'alpine123')).not.toBe(client.token);
      await server.restart();
      expect(await new Mp3aiClient(server.url).login(name, 'alpine123')).toBe(next.token);
    });

    it.each([[{ username: 'nobody', password: 'alpine123' }], [{ username: 'nobody' }], [{}]])(
      'do not let in %j',
      async (fields) => {
        const answer = await anonymous().form('POST', '/auth/token/login', fields);
        expect(answer).toMatchObject({
          status: 400,
          body: { non_field_errors: ['Unable to log in with provided credentials.'] },
        });
      },
    );

    it('are read and changed by their owner alone', async () => {
      const client = await newClient();
      const { id, username } = (await client.call('GET', '/auth/users/me')).body;
      const email = `${username as string}@example.org`;
      const changed = { id, username, email };
      const ignored = { username: 'other', email };
      expect(await client.json('PATCH', '/auth/users/me/', ignored)).toMatchObject({ status: 200, body: changed });
      expect(await client.form('PUT', '/auth/users/me/', { email })).toMatchObject({ status: 200, body: changed });
      expect((await client.call('GET', '/auth/users/')).body).toEqual([changed]);
      expect((await client.call('GET', `/auth/users/${id as number}/`)).body).toEqual(changed);
      const stranger = await newClient();
      expect(await stranger.call('GET', `/auth/users/${id as number}/`)).toMatchObject({
        status: 404,
        body: { detail: 'Not found.' },
      });
      expect((await stranger.json('PATCH', '/auth/users/me/', { email })).body).toEqual({
        email: ['A user with that email address already exists.'],
      });
    });

    it('change their password and name', async () => {
      const client = await newClient();
      const wrong = { new_password: 'mountain456', current_password: 'no' };
      expect((await client.json('POST', '/auth/users/set_password/', wrong)).body).toEqual({
        current_password: ['Invalid password.'],
      });
      const right = { new_password: 'mountain456', current_password: 'alpine123' };
      expect((await client.json('POST', '/auth/users/set_password/', right)).status).toBe(204);
      const rename = { new_username: `renamed-${counter}`, current_password: 'mountain456' };
      expect((await client.json('POST', '/auth/users/set_username/', rename)).status).toBe(204);
      expect(await anonymous().login(`renamed-${counter}`, 'mountain456')).toBe(client.token);
      const native = await server.call('/v1/auth/login', {
        json: { username: `renamed-${counter}`, password: 'mountain456' },
      });
      expect(native).toMatchObject({ status: 200, body: { user: { email: null, username: `renamed-${counter}` } } });
    });

    it.each(['form', 'json', 'multipart'] as const)(
      'are deleted with the password in a body of type %s',
      async (send) => {
        const client = await newClient();
        const path = '/auth/users/me/';
        expect(await client.call('DELETE', path)).toMatchObject({
          status: 400,
          body: { current_password: ['This field is required.'] },
        });
        expect(await client[send]('DELETE', path, { current_password: 'wrong' })).toMatchObject({
          status: 400,
          body: { current_password: ['Invalid password.'] },
        });
        expect((await client[send]('DELETE', path, { current_password: 'alpine123' })).status).toBe(204);
        expect((await client.call('GET', path)).status).toBe(401);
      },
    );

    it('are not managed with an API token, which works on recordings', async () => {
      const { token } = await server.newUser('tokens@example.org');
      const made = await server.call<{ token: string }>('/v1/auth/tokens', { token, json: { name: 'script' } });
      const client = new Mp3aiClient(server.url, made.body.token);
      const refused = await client.form('DELETE', '/auth/users/me/', { current_password: 'user password 1' });
      expect(refused).toMatchObject({
        status: 403,
        body: { detail: 'You do not have permission to perform this action.' },
      });
      expect((await client.upload({ name: 'x' }, wavOf('speech'))).body.user).toBe('tokens@example.org');
    });

    it('are not made where registration is closed', async () => {
      await server.restart({ OPEN_REGISTRATION: 'false' });
      const { status, body } = await anonymous().register('late', 'alpine123');
      expect(status).toBe(403);
      expect(body.detail).toContain('Registration is closed');
      await server.restart({ OPEN_REGISTRATION: 'true' });
    });
  });

  describe('conventions', () => {
    it.each([
      [undefined, NO_CREDENTIALS],
      ['Bearer 0123456789', NO_CREDENTIALS],
      ['Basic eDp5', NO_CREDENTIALS],
      ['Token', 'Invalid token header. No credentials provided.'],
      ['Token a b', 'Invalid token header. Token string should not contain spaces.'],
      [`token ${'0'.repeat(40)}`, 'Invalid token.'],
      [`Token ${'ü'.repeat(3)}`, 'Invalid token.'],
    ])('refuse the credential %s', async (authorization, detail) => {
      const headers: Record<string, string> =
        authorization === undefined ? {} : { Authorization: Buffer.from(authorization).toString('latin1') };
      for (const path of ['/api/v1/recordings/', '/api/v1/', '/auth/users/me/', '/auth/users/']) {
        const answer = await anonymous().call('GET', path, { headers });
        expect(answer).toMatchObject({ status: 401, body: { detail } });
        expect(answer.headers.get('www-authenticate')).toBe('Token');
      }
    });

    it('take the scheme in any case', async () => {
      const { token } = await newClient();
      const headers = { Authorization: `tOkEn ${token}` };
      expect((await anonymous().call('GET', '/auth/users/me/', { headers })).status).toBe(200);
    });

    it('answer with and without a slash, as .json and with ?format=json, and never redirect', async () => {
      const client = await newClient();
      const paths = ['', '/', '.json', '.json/', '/?format=json', '?user__username=&nonsense=1'];
      for (const path of paths) {
        expect(await client.call('GET', `/api/v1/recordings${path}`)).toMatchObject({ status: 200, body: [] });
      }
      expect((await client.call('GET', '/api/v1/')).body).toEqual({ recordings: `${server.url}/api/v1/recordings/` });
      expect((await client.call('GET', '/api/v1.json')).status).toBe(200);
      expect((await client.call('GET', '/api/v1/.json')).status).toBe(200);
      expect((await client.call('GET', '/api/v1/recordings/?format=xml')).status).toBe(404);
    });

    it.each([
      ['/api/v1/recordings/', ['PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'], 'GET, POST'],
      ['/api/v1/recordings/0b0f2d1c-5b0e-4f57-9d1a-0d2f7f0f9a11/', ['PUT', 'PATCH', 'POST', 'HEAD'], 'GET, DELETE'],
      ['/auth/token/login/', ['GET', 'PUT', 'DELETE'], 'POST'],
      ['/auth/token/logout', ['GET'], 'POST'],
      ['/auth/users/me/', ['POST'], 'GET, PUT, PATCH, DELETE, HEAD'],
    ])('%s has no %s', async (path, methods, allow) => {
      const client = await newClient();
      for (const method of methods) {
        const answer = await client.call(method, path);
        expect({ method, status: answer.status }).toEqual({ method, status: 405 });
        expect(answer.headers.get('allow')).toBe(allow);
        const detail = `Method "${method}" not allowed.`;
        expect(answer.body).toEqual(method === 'HEAD' ? '' : { detail });
      }
      expect((await anonymous().call(methods[0], path)).status).toBe(path.includes('login') ? 405 : 401);
    });

    it('answer JSON only', async () => {
      const client = await newClient();
      const refused = await client.call('GET', '/api/v1/recordings/', { headers: { Accept: 'image/png' } });
      expect(refused).toMatchObject({
        status: 406,
        body: { detail: 'Could not satisfy the request Accept header.' },
      });
      const browser = await client.call('GET', '/api/v1/recordings/', { headers: { Accept: 'text/html' } });
      expect(browser.status).toBe(200);
    });

    it('read JSON and forms only', async () => {
      const text = await anonymous().call('POST', '/auth/users/', { body: 'x', type: 'text/plain' });
      expect(text).toMatchObject({ status: 415, body: { detail: 'Unsupported media type "text/plain" in request.' } });
      const broken = await anonymous().call('POST', '/auth/token/login/', { body: '{"a":', type: 'application/json' });
      expect(broken.status).toBe(400);
      expect(broken.body.detail).toMatch(/^JSON parse error - ./);
      const list = await anonymous().json('POST', '/auth/users/', []);
      expect(list).toMatchObject({
        status: 400,
        body: { non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] },
      });
      const large = await anonymous().form('POST', '/auth/users/', { username: 'x'.repeat(300_000) });
      expect(large.status).toBe(413);
    });
  });

  it('limits how often a password is tried, and says so in the words of Django', async () => {
    await server.restart({ LOGIN_ATTEMPTS_PER_MINUTE: '2' });
    const tries = () => anonymous().form('POST', '/auth/token/login/', { username: 'guess', password: 'x' });
    await tries();
    await tries();
    const { status, body, headers } = await tries();
    expect(status).toBe(429);
    expect(body.detail).toMatch(/^Request was throttled\. Expected available in \d+ seconds?\.$/);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
