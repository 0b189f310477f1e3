import type { CreatedApiTokenResponse } from '../../src/auth/dto/api-token.dto.js';
import { TestServer } from '../support/test-server.js';

const PASSWORD = 'user password 1';
let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

interface Tokens {
  items: CreatedApiTokenResponse[];
  nextCursor: string | null;
}

const create = (token: string, json: object) =>
  server.call<CreatedApiTokenResponse>('/v1/auth/tokens', { token, json });
const list = (token: string, query = '') => server.call<Tokens>(`/v1/auth/tokens${query}`, { token });
const revoke = (token: string, id: string) => server.call(`/v1/auth/tokens/${id}`, { method: 'DELETE', token });
const statusOfMe = async (authorization: string): Promise<number> =>
  (await server.call('/v1/auth/me', { headers: { Authorization: authorization } })).status;

describe('API tokens', () => {
  it('are shown once and accepted as Bearer and as Token', async () => {
    const { token } = await server.newUser('maker@example.org');
    const { status, headers, body } = await create(token, { name: 'field recorder' });
    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ name: 'field recorder', lastUsedAt: null, expiresAt: null });
    expect(body.token).toMatch(/^ear_[\w-]{43}$/);
    expect(body.token.startsWith(body.prefix)).toBe(true);
    for (const scheme of ['Bearer', 'Token', 'token']) expect(await statusOfMe(`${scheme} ${body.token}`)).toBe(200);

    const listed = (await list(token)).body.items;
    expect(listed).toHaveLength(1);
    expect(listed[0]).toMatchObject({ id: body.id, prefix: body.prefix, lastUsedAt: expect.any(String) as string });
    expect(JSON.stringify(listed)).not.toContain(body.token);
  });

  it('end when revoked', async () => {
    const { token } = await server.newUser('revoker@example.org');
    const { body } = await create(token, { name: 'x' });
    expect((await revoke(token, body.id)).status).toBe(204);
    expect(await statusOfMe(`Bearer ${body.token}`)).toBe(401);
    expect((await revoke(token, body.id)).status).toBe(404);
  });

  it('end with their time', async () => {
    const { token } = await server.newUser('expirer@example.org');
    const { body } = await create(token, { name: 'x', expiresInDays: 2 });
    const days =
      (Date.parse(body.expiresAt as unknown as string) - Date.parse(body.createdAt as unknown as string)) / 864e5;
    expect(days).toBeCloseTo(2, 3);
  });

  it('are refused while their user is disabled', async () => {
    const { id, token } = await server.newUser('paused@example.org');
    const { body } = await create(token, { name: 'x' });
    const admin = await server.adminToken();
    await server.call(`/v1/users/${id}`, { method: 'PATCH', token: admin, json: { disabled: true } });
    expect(await statusOfMe(`Bearer ${body.token}`)).toBe(401);
    await server.call(`/v1/users/${id}`, { method: 'PATCH', token: admin, json: { disabled: false } });
    expect(await statusOfMe(`Bearer ${body.token}`)).toBe(200);
    await server.call(`/v1/users/${id}`, { method: 'DELETE', token: admin });
    expect(await statusOfMe(`Bearer ${body.token}`)).toBe(401);
  });

  it('outlive a change of password unless it revokes them', async () => {
    const { token } = await server.newUser('careful@example.org', PASSWORD);
    const { body } = await create(token, { name: 'x' });
    const change = (json: object) => server.call('/v1/auth/password', { token, json });
    await change({ currentPassword: PASSWORD, newPassword: 'user password 2' });
    expect(await statusOfMe(`Bearer ${body.token}`)).toBe(200);
    await change({ currentPassword: 'user password 2', newPassword: PASSWORD, revokeApiTokens: true });
    expect(await statusOfMe(`Bearer ${body.token}`)).toBe(401);
  });

  it('cannot manage accounts and credentials, not even an administrator’s', async () => {
    const { body } = await create(await server.adminToken(), { name: 'x' });
    const call = async (path: string, method: string, json?: object) =>
      (await server.call(path, { method, token: body.token, json })).status;
    expect(await call('/v1/auth/tokens', 'POST', { name: 'y' })).toBe(403);
    expect(await call(`/v1/auth/tokens/${body.id}`, 'DELETE')).toBe(403);
    expect(await call('/v1/auth/password', 'POST', {})).toBe(403);
    expect(await call('/v1/auth/logout', 'POST')).toBe(403);
    expect(await call('/v1/auth/me', 'PATCH', {})).toBe(403);
    expect(await call('/v1/auth/me', 'DELETE', {})).toBe(403);
    expect(await call('/v1/users', 'POST', {})).toBe(403);
    expect(await call('/v1/users', 'GET')).toBe(200);
  });

  it('of others are not there', async () => {
    const { token } = await server.newUser('owner@example.org');
    const { body } = await create(token, { name: 'x' });
    expect((await revoke(await server.adminToken(), body.id)).status).toBe(404);
    expect((await list((await server.newUser('neighbour@example.org')).token)).body.items).toEqual([]);
    expect(await statusOfMe(`Bearer ${body.token}`)).toBe(200);
  });

  it('are listed newest first in pages', async () => {
    const { token } = await server.newUser('collector@example.org');
    for (const name of ['1', '2', '3', '4', '5']) await create(token, { name });
    const names: string[] = [];
    let query = '?limit=2';
    for (;;) {
      const { items, nextCursor } = (await list(token, query)).body;
      names.push(...items.map(({ name }) => name));
      if (nextCursor === null) break;
      query = `?limit=2&cursor=${nextCursor}`;
    }
    expect(names).toEqual(['5', '4', '3', '2', '1']);
  });

  it.each([
    ['name', {}],
    ['name', { name: '' }],
    ['name', { name: 'a\u0000' }],
    ['name', { name: 'x'.repeat(101) }],
    ['expiresInDays', { name: 'x', expiresInDays: 0 }],
    ['expiresInDays', { name: 'x', expiresInDays: '7' }],
    ['expiresInDays', { name: 'x', expiresInDays: 1e12 }],
    ['expiresInDays', { name: 'x', expiresInDays: null }],
    ['scope', { name: 'x', scope: 'all' }],
  ])('refuse a wrong %s', async (field, json) => {
    const { status, body } = await server.call('/v1/auth/tokens', { token: await server.adminToken(), json });
    expect(status).toBe(400);
    expect(body.errors).toEqual(expect.arrayContaining([expect.objectContaining({ field })]));
  });

  it.each(['limit=-1', 'limit=0', 'limit=201', 'limit=x', 'limit=1.5', 'cursor=garbage', 'page=2'])(
    'refuse the query %s',
    async (query) => {
      const { status, body } = await server.call(`/v1/auth/tokens?${query}`, { token: await server.adminToken() });
      expect(status).toBe(400);
      expect(body.errors).toEqual([expect.objectContaining({ field: query.split('=')[0] })]);
    },
  );

  it('refuse a cursor that no list made', async () => {
    const cursor = Buffer.from(JSON.stringify(['not a time', crypto.randomUUID()])).toString('base64url');
    expect((await list(await server.adminToken(), `?cursor=${cursor}`)).status).toBe(400);
  });

  it('refuse an id that is no UUID', async () => {
    expect((await revoke(await server.adminToken(), 'x')).status).toBe(400);
  });
});
