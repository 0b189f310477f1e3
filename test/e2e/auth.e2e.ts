import { claimsOf, forgeToken } from '../support/forge-token.js';
import { ADMIN, TestServer } from '../support/test-server.js';

const SECRET = 'the secret of this test, 32 bytes and more';
const PASSWORD = 'user password 1';
const seconds = (): number => Math.floor(Date.now() / 1000);

let server: TestServer;
let users = 0;

beforeAll(async () => {
  server = await TestServer.start({ environment: { JWT_SECRET: SECRET, OPEN_REGISTRATION: 'true' } });
});
afterAll(() => server.stop());

const newEmail = (): string => `person${++users}@example.org`;
const logIn = (email: string, password = PASSWORD) => server.call('/v1/auth/login', { json: { email, password } });
const refresh = (refreshToken: unknown) => server.call('/v1/auth/refresh', { json: { refreshToken } });
const statusOfMe = async (token: string): Promise<number> => (await server.call('/v1/auth/me', { token })).status;

async function newLogin() {
  const email = newEmail();
  const { id } = await server.newUser(email, PASSWORD);
  const { body } = await logIn(email);
  return { id, email, accessToken: body.accessToken as string, refreshToken: body.refreshToken as string };
}

describe('login', () => {
  it('answers tokens and the user, and forbids caching', async () => {
    const { status, headers, body } = await logIn(ADMIN.email, ADMIN.password);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ tokenType: 'Bearer', expiresInSeconds: 900 });
    expect(body.user).toMatchObject({ email: ADMIN.email, role: 'admin', disabled: false });
    expect(JSON.stringify(body)).not.toMatch(/argon2|passwordHash/);
  });

  it('takes the email in any case and the password only as it is', async () => {
    expect((await logIn(' ADMIN@Example.ORG ', ADMIN.password)).status).toBe(200);
    expect((await logIn(ADMIN.email, ADMIN.password.toUpperCase())).status).toBe(401);
  });

  it('says the same of an unknown email as of a wrong password', async () => {
    const unknown = await logIn('nobody@example.org', PASSWORD);
    const wrong = await logIn(ADMIN.email, PASSWORD);
    expect(unknown.status).toBe(401);
    expect(unknown.headers.get('www-authenticate')).toBe('Bearer');
    expect({ ...unknown.body, correlationId: '' }).toEqual({ ...wrong.body, correlationId: '' });
  });

  it.each([
    ['an unknown field', { email: 'a@b.c', password: 'x', admin: true }, 'admin'],
    ['a missing password', { email: 'a@b.c' }, 'password'],
    ['an email that is an object', { email: { $ne: '' }, password: 'x' }, 'email'],
    ['a password that is a number', { email: 'a@b.c', password: 12345678901 }, 'password'],
    ['an endless password', { email: 'a@b.c', password: 'x'.repeat(201) }, 'password'],
    ['an email with a NUL', { email: 'a\u0000@b.c', password: 'x' }, 'email'],
  ])('refuses %s and names the field', async (_case, json, field) => {
    const { status, headers, body } = await server.call('/v1/auth/login', { json });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body.errors).toEqual(expect.arrayContaining([expect.objectContaining({ field })]));
  });

  it.each([
    ['no body', { method: 'POST' }],
    ['malformed JSON', { method: 'POST', body: '{"email":', headers: { 'Content-Type': 'application/json' } }],
    ['a list', { json: [{ email: ADMIN.email, password: ADMIN.password }] }],
    ['a text', { method: 'POST', body: '"x"', headers: { 'Content-Type': 'application/json' } }],
  ])('refuses %s', async (_case, request) => {
    expect((await server.call('/v1/auth/login', request)).status).toBe(400);
  });
});

describe('access tokens', () => {
  it('are refused when nothing, something else or several things are sent', async () => {
    const call = (authorization?: string) =>
      server.call('/v1/auth/me', { headers: authorization === undefined ? {} : { Authorization: authorization } });
    const token = await server.adminToken();
    expect((await call(`bearer ${token}`)).status).toBe(200);
    for (const header of [undefined, '', 'Bearer', 'Bearer ', `Basic ${token}`, token, `Bearer ${token} ${token}`]) {
      const { status, headers, body } = await call(header);
      expect([header, status]).toEqual([header, 401]);
      expect(headers.get('www-authenticate')).toBe('Bearer');
      expect(body.type).toBe('urn:earshot:problem:unauthenticated');
    }
  });

  it('are refused when expired, with the advice to refresh', async () => {
    const claims = claimsOf(await server.adminToken());
    const { status, body } = await server.call('/v1/auth/me', {
      token: forgeToken({ ...claims, iat: seconds() - 1000, exp: seconds() - 1 }, { secret: SECRET }),
    });
    expect(status).toBe(401);
    expect(body.detail).toContain('expired');
  });

  it('are good for 15 minutes', async () => {
    const { iat, exp } = claimsOf(await server.adminToken()) as { iat: number; exp: number };
    expect(exp - iat).toBe(900);
  });

  it('are refused when forged', async () => {
    const claims = claimsOf(await server.adminToken());
    const genuine = forgeToken(claims, { secret: SECRET });
    expect(await statusOfMe(genuine)).toBe(200);
    const [header, , signature] = genuine.split('.');
    const otherUser = Buffer.from(JSON.stringify({ ...claims, sub: crypto.randomUUID() })).toString('base64url');
    const forgeries = {
      'another secret': forgeToken(claims, { secret: `${SECRET}.` }),
      'an empty secret': forgeToken(claims),
      'alg none': forgeToken(claims, { algorithm: 'none' }),
      'alg None': forgeToken(claims, { algorithm: 'None' }),
      HS384: forgeToken(claims, { algorithm: 'HS384', secret: SECRET }),
      HS512: forgeToken(claims, { algorithm: 'HS512', secret: SECRET }),
      'other claims': [header, otherUser, signature].join('.'),
      'no signature': [header, genuine.split('.')[1], ''].join('.'),
      'another issuer': forgeToken({ ...claims, iss: 'elsewhere' }, { secret: SECRET }),
      'no issuer': forgeToken({ ...claims, iss: undefined }, { secret: SECRET }),
      'no session': forgeToken({ ...claims, sid: undefined }, { secret: SECRET }),
      'a session that is no id': forgeToken({ ...claims, sid: "' OR 1=1" }, { secret: SECRET }),
      'no end': forgeToken({ ...claims, exp: undefined }, { secret: SECRET }),
      "somebody else's session": forgeToken({ ...claims, sub: crypto.randomUUID() }, { secret: SECRET }),
      'not a token': 'a.b.c',
    };
    for (const [name, token] of Object.entries(forgeries)) {
      expect([name, await statusOfMe(token)]).toEqual([name, 401]);
    }
  });

  it('stop at once when the user is disabled, and stay so when enabled again', async () => {
    const { id, email, accessToken, refreshToken } = await newLogin();
    const admin = await server.adminToken();
    await server.call(`/v1/users/${id}`, { method: 'PATCH', token: admin, json: { disabled: true } });
    expect(await statusOfMe(accessToken)).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(401);
    const { status, body } = await logIn(email);
    expect([status, body.type]).toEqual([403, 'urn:earshot:problem:account-disabled']);
    expect((await logIn(email, 'wrong password')).status).toBe(401);
    await server.call(`/v1/users/${id}`, { method: 'PATCH', token: admin, json: { disabled: false } });
    expect(await statusOfMe(accessToken)).toBe(401);
    expect((await logIn(email)).status).toBe(200);
  });

  it('stop at once when the user is deleted', async () => {
    const { id, email, accessToken, refreshToken } = await newLogin();
    await server.call(`/v1/users/${id}`, { method: 'DELETE', token: await server.adminToken() });
    expect(await statusOfMe(accessToken)).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await logIn(email)).status).toBe(401);
  });
});

describe('refresh', () => {
  it('gives the next pair of tokens', async () => {
    const { refreshToken, email } = await newLogin();
    const { status, body } = await refresh(refreshToken);
    expect(status).toBe(200);
    expect(body.refreshToken).not.toBe(refreshToken);
    expect(body.user).toMatchObject({ email });
    expect(await statusOfMe(body.accessToken as string)).toBe(200);
    expect((await refresh(body.refreshToken)).status).toBe(200);
  });

  it('ends the whole login when a token is used twice', async () => {
    const { refreshToken, accessToken } = await newLogin();
    const next = (await refresh(refreshToken)).body;
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await refresh(next.refreshToken)).status).toBe(401);
    expect(await statusOfMe(next.accessToken as string)).toBe(401);
    expect(await statusOfMe(accessToken)).toBe(401);
  });

  it('lets one of two simultaneous uses through at most', async () => {
    const { refreshToken } = await newLogin();
    const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(refreshToken)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
  });

  it.each([['unknown'], ['']])('refuses %j', async (token) => {
    expect((await refresh(token)).status).toBe(401);
  });

  it('refuses an access token, a number and an endless text', async () => {
    expect((await refresh(await server.adminToken())).status).toBe(400);
    expect((await refresh(1)).status).toBe(400);
    expect((await refresh('x'.repeat(201))).status).toBe(400);
  });
});

describe('logout', () => {
  it('ends this login at once and no other', async () => {
    const { email, accessToken, refreshToken } = await newLogin();
    const other = (await logIn(email)).body.accessToken as string;
    expect((await server.call('/v1/auth/logout', { method: 'POST', token: accessToken })).status).toBe(204);
    expect(await statusOfMe(accessToken)).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect(await statusOfMe(other)).toBe(200);
  });

  it('needs a login', async () => {
    expect((await server.call('/v1/auth/logout', { method: 'POST' })).status).toBe(401);
  });
});

describe('register', () => {
  const register = (json: object) => server.call('/v1/auth/register', { json });

  it('creates a user who can log in, with any letters', async () => {
    const password = 'пароль 密码 🔑 fünf';
    const { status, body } = await register({ email: 'Jürgen@Example.org', password, displayName: 'Jürgen 🎧' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ email: 'jürgen@example.org', displayName: 'Jürgen 🎧', role: 'user' });
    expect((await logIn('jürgen@example.org', password.normalize('NFD'))).status).toBe(200);
  });

  it('refuses an email that is taken, in any case and also at the same moment', async () => {
    const email = newEmail();
    const attempts = await Promise.all(
      [email, email.toUpperCase()].map((e) => register({ email: e, password: PASSWORD })),
    );
    expect(attempts.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await register({ email, password: PASSWORD })).body.type).toBe('urn:earshot:problem:email-taken');
  });

  it.each([
    ['a role', { role: 'admin' }, 'role'],
    ['a short password', { password: '123456789' }, 'password'],
    ['a long email', { email: `${'x'.repeat(60)}@${'y'.repeat(60)}.${'z'.repeat(60)}.${'w'.repeat(80)}.org` }, 'email'],
    ['a name with a NUL', { displayName: 'a\u0000b' }, 'displayName'],
    ['a name with a line break', { displayName: 'a\nb' }, 'displayName'],
    ['a name that is a list', { displayName: ['a'] }, 'displayName'],
    ['an endless name', { displayName: 'x'.repeat(101) }, 'displayName'],
  ])('refuses %s', async (_case, fields, field) => {
    const { status, body } = await register({ email: newEmail(), password: PASSWORD, ...fields });
    expect(status).toBe(400);
    expect(body.errors).toEqual(expect.arrayContaining([expect.objectContaining({ field })]));
  });
});
