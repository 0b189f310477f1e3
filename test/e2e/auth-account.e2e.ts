import { ADMIN, TestServer } from '../support/test-server.js';

const PASSWORD = 'user password 1';
let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const me = (token: string, method = 'GET', json?: object) => server.call('/v1/auth/me', { method, token, json });
const changePassword = (token: string, json: object) => server.call('/v1/auth/password', { token, json });

describe('registration', () => {
  it('is closed unless OPEN_REGISTRATION says otherwise', async () => {
    const json = { email: 'stranger@example.org', password: PASSWORD };
    const { status, body } = await server.call('/v1/auth/register', { json });
    expect([status, body.type]).toEqual([403, 'urn:earshot:problem:registration-closed']);
    expect((await server.call('/v1/auth/login', { json })).status).toBe(401);
  });
});

describe('/v1/auth/me', () => {
  it('changes the name, removes it, and leaves out what is left out', async () => {
    const { id, token } = await server.newUser('name@example.org');
    expect((await me(token, 'PATCH', { displayName: 'Ada' })).body).toMatchObject({ id, displayName: 'Ada' });
    expect((await me(token, 'PATCH', {})).body).toMatchObject({ displayName: 'Ada', email: 'name@example.org' });
    expect((await me(token, 'PATCH', { displayName: null })).body).toMatchObject({ displayName: null });
  });

  it('changes the email with the password only, and not to one that is taken', async () => {
    const { token } = await server.newUser('old@example.org', PASSWORD);
    const change = async (json: object) => (await me(token, 'PATCH', json)).status;
    expect(await change({ email: 'new@example.org' })).toBe(400);
    expect(await change({ email: 'new@example.org', currentPassword: 'wrong' })).toBe(403);
    expect(await change({ email: ADMIN.email.toUpperCase(), currentPassword: PASSWORD })).toBe(409);
    expect(await change({ email: 'New@example.org', currentPassword: PASSWORD })).toBe(200);
    expect((await me(token)).body.email).toBe('new@example.org');
    await expect(server.login('new@example.org', PASSWORD)).resolves.toEqual(expect.any(String));
  });

  it.each([
    ['role', { role: 'admin' }],
    ['disabled', { disabled: false }],
    ['email', { email: null }],
    ['displayName', { displayName: 7 }],
    ['currentPassword', { currentPassword: null }],
  ])('refuses to change %s', async (field, json) => {
    const { status, body } = await me(await server.adminToken(), 'PATCH', json);
    expect(status).toBe(400);
    expect(body.errors).toEqual(expect.arrayContaining([expect.objectContaining({ field })]));
  });

  it('deletes the account with the right password only', async () => {
    const { token } = await server.newUser('leaving@example.org', PASSWORD);
    expect((await me(token, 'DELETE')).status).toBe(400);
    const wrong = await me(token, 'DELETE', { password: 'wrong' });
    expect([wrong.status, wrong.body.type]).toEqual([403, 'urn:earshot:problem:wrong-password']);
    expect((await me(token, 'DELETE', { password: PASSWORD })).status).toBe(204);
    expect((await me(token)).status).toBe(401);
    await expect(server.login('leaving@example.org', PASSWORD)).rejects.toThrow('401');
  });

  it('keeps the last administrator', async () => {
    const admin = await server.adminToken();
    const { status, body } = await me(admin, 'DELETE', { password: ADMIN.password });
    expect([status, body.type]).toEqual([409, 'urn:earshot:problem:last-administrator']);
    expect((await me(admin)).status).toBe(200);
  });
});

describe('change of password', () => {
  it('ends the other logins and keeps this one', async () => {
    const { token } = await server.newUser('changing@example.org', PASSWORD);
    const other = await server.call('/v1/auth/login', { json: { email: 'changing@example.org', password: PASSWORD } });
    const newPassword = 'another password 2';
    expect((await changePassword(token, { currentPassword: PASSWORD, newPassword })).status).toBe(204);
    expect((await me(token)).status).toBe(200);
    expect((await me(other.body.accessToken as string)).status).toBe(401);
    const { refreshToken } = other.body;
    expect((await server.call('/v1/auth/refresh', { json: { refreshToken } })).status).toBe(401);
    await expect(server.login('changing@example.org', PASSWORD)).rejects.toThrow('401');
    await expect(server.login('changing@example.org', newPassword)).resolves.toEqual(expect.any(String));
  });

  it('needs the current password and a new one that is long enough', async () => {
    const { token } = await server.newUser('guessing@example.org', PASSWORD);
    const change = async (json: object) => (await changePassword(token, json)).status;
    expect(await change({ currentPassword: 'wrong', newPassword: 'long enough 1' })).toBe(403);
    expect(await change({ currentPassword: PASSWORD, newPassword: 'short' })).toBe(400);
    expect(await change({ currentPassword: PASSWORD })).toBe(400);
    expect(await change({ currentPassword: PASSWORD, newPassword: 'long enough 1', revokeApiTokens: null })).toBe(400);
    await expect(server.login('guessing@example.org', PASSWORD)).resolves.toEqual(expect.any(String));
  });
});
