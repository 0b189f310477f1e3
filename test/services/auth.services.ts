import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ScratchDatabase } from '../support/scratch-database.js';
import { eventually } from '../support/stored-files.js';
import { ADMIN, TestServer } from '../support/test-server.js';

const PASSWORD = 'user password 1';
const LIMIT = 50;

/** Two api processes on one PostgreSQL database and one data directory, started at the same moment. */
describe('accounts of several processes', () => {
  let database: ScratchDatabase;
  let client: pg.Client;
  let servers: readonly TestServer[];

  beforeAll(async () => {
    database = await ScratchDatabase.create();
    const environment = {
      DATABASE_URL: database.url,
      DATA_DIR: mkdtempSync(join(tmpdir(), 'earshot-shared-')),
      ROLE: 'api',
      LOGIN_ATTEMPTS_PER_MINUTE: String(LIMIT),
      TRUSTED_PROXIES: '1',
    };
    servers = await Promise.all([TestServer.start({ environment }), TestServer.start({ environment })]);
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await Promise.all(servers.map((server) => server.stop()));
    await database.drop();
  });

  let addresses = 0;
  const logIn = (server: TestServer, email: string, password = PASSWORD) =>
    server.call('/v1/auth/login', {
      json: { email, password },
      headers: { 'X-Forwarded-For': `192.0.2.${++addresses}` },
    });
  const adminToken = async (): Promise<string> =>
    (await logIn(servers[0], ADMIN.email, ADMIN.password)).body.accessToken as string;
  const create = async (json: object): Promise<string> =>
    (await servers[0].call('/v1/users', { token: await adminToken(), json })).body.id as string;
  const refresh = (server: TestServer, refreshToken: unknown) =>
    server.call('/v1/auth/refresh', {
      json: { refreshToken },
      headers: { 'X-Forwarded-For': `198.51.100.${++addresses}` },
    });
  const countOf = async (table: string): Promise<number> =>
    Number((await client.query<{ count: string }>(`SELECT count(*) FROM ${table}`)).rows[0].count);

  it('make one administrator', async () => {
    expect(await countOf('users')).toBe(1);
  });

  it('sign with one secret, and say that they depend on the shared directory', async () => {
    const token = await adminToken();
    for (const server of servers) {
      expect((await server.call('/v1/auth/me', { token })).status).toBe(200);
      expect(server.output).toContain('JWT_SECRET is not set');
    }
  });

  it('count attempts together', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt <= LIMIT; attempt++) {
      statuses.push((await logIn(servers[attempt % 2], 'guessed@example.org')).status);
    }
    expect(statuses).toEqual([...Array<number>(LIMIT).fill(401), 429]);
  });

  it('let one of two simultaneous refreshes through at most', async () => {
    await create({ email: 'twice@example.org', password: PASSWORD });
    for (let round = 0; round < 10; round++) {
      const { refreshToken } = (await logIn(servers[0], 'twice@example.org')).body;
      const answers = await Promise.all(servers.map((server) => refresh(server, refreshToken)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    }
  });

  it('never lose the last administrator, though two demote each other at the same moment', async () => {
    const emails = ['left@example.org', 'right@example.org'];
    const ids = await Promise.all(emails.map((email) => create({ email, password: PASSWORD, role: 'admin' })));
    await client.query('UPDATE users SET disabled_at = now() WHERE email = $1', [ADMIN.email]);
    for (let round = 0; round < 20; round++) {
      await client.query(`UPDATE users SET role = 'admin' WHERE id = ANY ($1)`, [ids]);
      const tokens = await Promise.all(
        emails.map(async (email) => (await logIn(servers[0], email)).body.accessToken as string),
      );
      const answers = await Promise.all(
        servers.map((server, index) =>
          server.call(`/v1/users/${ids[1 - index]}`, { method: 'PATCH', token: tokens[index], json: { role: 'user' } }),
        ),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.every(({ status }) => [200, 403, 409].includes(status))).toBe(true);
    }
    await client.query('UPDATE users SET disabled_at = NULL WHERE email = $1', [ADMIN.email]);
  });

  it('refuse refresh and API tokens whose time is over, and sweep them away', async () => {
    await create({ email: 'late@example.org', password: PASSWORD });
    const { accessToken, refreshToken } = (await logIn(servers[0], 'late@example.org')).body;
    const json = { name: 'x', expiresInDays: 1 };
    const apiToken = (await servers[0].call('/v1/auth/tokens', { token: accessToken as string, json })).body
      .token as string;
    expect((await servers[1].call('/v1/auth/me', { token: apiToken })).status).toBe(200);
    await client.query(`UPDATE sessions SET expires_at = now() - interval '1 second'`);
    await client.query(`UPDATE api_tokens SET expires_at = now() - interval '31 days'`);
    expect((await servers[1].call('/v1/auth/me', { token: accessToken as string })).status).toBe(401);
    const { status, body } = await servers[1].call('/v1/auth/me', { token: apiToken });
    expect([status, body.detail]).toEqual([401, 'The API token has expired.']);
    expect((await refresh(servers[1], refreshToken)).status).toBe(401);
    await servers[1].restart();
    const rows = async (): Promise<number> =>
      (await countOf('sessions')) + (await countOf('refresh_tokens')) + (await countOf('api_tokens'));
    expect(await eventually(rows, (count) => count === 0)).toBe(0);
  });

  it('delete an account with its rows', async () => {
    const id = await create({ email: 'gone@example.org', password: PASSWORD });
    const { accessToken } = (await logIn(servers[0], 'gone@example.org')).body;
    await servers[0].call('/v1/auth/tokens', { token: accessToken as string, json: { name: 'x' } });
    const token = await adminToken();
    expect((await servers[1].call(`/v1/users/${id}`, { method: 'DELETE', token })).status).toBe(204);
    const { rows } = await client.query('SELECT user_id FROM sessions UNION ALL SELECT user_id FROM api_tokens');
    expect(rows).not.toContainEqual({ user_id: id });
  });
});
