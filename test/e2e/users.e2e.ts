import type { UserResponse } from '../../src/auth/dto/user-response.dto.js';
import { fileForm, makeWav } from '../support/make-wav.js';
import { storedFiles } from '../support/stored-files.js';
import { ADMIN, TestServer } from '../support/test-server.js';

const PASSWORD = 'user password 1';
let server: TestServer;
let admin: string;
let count = 0;

beforeAll(async () => {
  server = await TestServer.start();
});
beforeEach(async () => {
  admin = await server.adminToken();
});
afterAll(() => server.stop());

const newEmail = (): string => `user${++count}@example.org`;
const create = (json: object, token = admin) => server.call('/v1/users', { token, json });
const get = (id: string) => server.call(`/v1/users/${id}`, { token: admin });
const update = (id: string, json: object, token = admin) =>
  server.call(`/v1/users/${id}`, { method: 'PATCH', token, json });
const remove = (id: string, token = admin) => server.call(`/v1/users/${id}`, { method: 'DELETE', token });
const statusOfMe = async (token: string): Promise<number> => (await server.call('/v1/auth/me', { token })).status;

describe('/v1/users', () => {
  it('is for administrators', async () => {
    const { id, token } = await server.newUser(newEmail());
    const answers = [
      await server.call('/v1/users', { token }),
      await create({ email: newEmail(), password: PASSWORD }, token),
      await server.call(`/v1/users/${id}`, { token }),
      await update(id, { role: 'admin' }, token),
      await remove(id, token),
    ];
    for (const { status, body } of answers) {
      expect([status, body.type]).toEqual([403, 'urn:earshot:problem:forbidden']);
    }
    expect((await server.call('/v1/users')).status).toBe(401);
  });

  it('creates, reads, changes and deletes', async () => {
    const email = newEmail();
    const created = await create({ email: email.toUpperCase(), password: PASSWORD, displayName: 'Bo' });
    expect(created.status).toBe(201);
    const { id } = created.body as { id: string };
    expect((await get(id)).body).toMatchObject({ id, email, displayName: 'Bo', role: 'user', disabled: false });
    const changed = await update(id, { role: 'admin', displayName: null, email: `x${email}` });
    expect(changed.body).toMatchObject({ id, email: `x${email}`, displayName: null, role: 'admin' });
    expect(Date.parse(changed.body.updatedAt as string)).toBeGreaterThan(Date.parse(created.body.updatedAt as string));
    expect((await update(id, {})).body).toMatchObject({ role: 'admin' });
    expect((await remove(id)).status).toBe(204);
    expect((await get(id)).status).toBe(404);
    expect((await remove(id)).status).toBe(404);
    expect((await update(id, { disabled: true })).status).toBe(404);
  });

  it('deletes an account with its recordings, rows and bytes', async () => {
    const [first, second] = [await server.newUser(newEmail()), await server.newUser(newEmail(), PASSWORD)];
    for (const { token } of [first, second]) {
      const form = fileForm(makeWav({ seconds: 0.2 }), 'call.wav');
      expect((await server.call('/v1/recordings', { token, form })).status).toBe(201);
    }
    const files = storedFiles(server.dataDirectory).length;
    expect(files).toBeGreaterThanOrEqual(2);
    expect((await remove(first.id)).status).toBe(204);
    expect(storedFiles(server.dataDirectory)).toHaveLength(files / 2);
    const json = { password: PASSWORD };
    expect((await server.call('/v1/auth/me', { method: 'DELETE', token: second.token, json })).status).toBe(204);
    expect(storedFiles(server.dataDirectory)).toEqual([]);
  });

  it('never shows a password', async () => {
    expect(JSON.stringify((await server.call('/v1/users', { token: admin })).body)).not.toMatch(/argon2|password/i);
  });

  it('refuses an email that is taken, and logs no hash for it', async () => {
    const { id } = await server.newUser(newEmail());
    expect((await create({ email: ADMIN.email.toUpperCase(), password: PASSWORD })).status).toBe(409);
    expect((await update(id, { email: ADMIN.email })).status).toBe(409);
    expect(server.output).toContain('/v1/users');
    expect(server.output).not.toContain('argon2');
  });

  it('lists newest first in pages that miss and repeat nobody', async () => {
    await Promise.all(Array.from({ length: 7 }, () => create({ email: newEmail(), password: PASSWORD })));
    const page = (query: string) =>
      server.call<{ items: UserResponse[]; nextCursor: string | null }>(`/v1/users?${query}`, { token: admin });
    const all = (await page('limit=200')).body.items;
    const times = all.map(({ createdAt }) => Date.parse(createdAt as unknown as string));
    expect(times).toEqual(times.toSorted((a, b) => b - a));

    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await page(`limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(all.map(({ id }) => id));
  });

  it('sets a new password, which ends what the user had', async () => {
    const email = newEmail();
    const { id, token } = await server.newUser(email, PASSWORD);
    const apiToken = (await server.call('/v1/auth/tokens', { token, json: { name: 'x' } })).body.token as string;
    expect((await update(id, { password: 'given by the admin' })).status).toBe(200);
    expect(await statusOfMe(token)).toBe(401);
    expect(await statusOfMe(apiToken)).toBe(401);
    await expect(server.login(email, PASSWORD)).rejects.toThrow('401');
    await expect(server.login(email, 'given by the admin')).resolves.toEqual(expect.any(String));
  });

  it('takes a role away at once', async () => {
    const { id, token } = await server.newUser(newEmail(), PASSWORD, 'admin');
    expect((await server.call('/v1/users', { token })).status).toBe(200);
    await update(id, { role: 'user' });
    expect((await server.call('/v1/users', { token })).status).toBe(403);
  });

  it.each([
    ['role', { role: 'root' }],
    ['role', { role: null }],
    ['role', { role: ['admin'] }],
    ['email', { email: 'nobody' }],
    ['email', { email: 5 }],
    ['password', { password: 'short' }],
    ['password', { password: { length: 20 } }],
    ['displayName', { displayName: 'x\u0000' }],
    ['id', { id: '00000000-0000-4000-8000-000000000000' }],
    ['passwordHash', { passwordHash: 'x' }],
  ])('refuses a wrong %s', async (field, fields) => {
    const created = await create({ email: newEmail(), password: PASSWORD, ...fields });
    const { id } = await server.newUser(newEmail());
    const updated = await update(id, fields);
    for (const { status, body } of [created, updated]) {
      expect(status).toBe(400);
      expect(body.errors).toEqual([expect.objectContaining({ field })]);
    }
  });

  it('refuses to disable with anything but true and false', async () => {
    const { id } = await server.newUser(newEmail());
    for (const disabled of ['true', 1, null]) expect((await update(id, { disabled })).status).toBe(400);
  });

  it.each(['x', '1', '00000000-0000-4000-8000-00000000000g', '%00'])('refuses the id %s', async (id) => {
    expect((await get(id)).status).toBe(400);
    expect((await remove(id)).status).toBe(400);
    expect((await update(id, {})).status).toBe(400);
  });
});

describe('the last administrator', () => {
  const idOf = async (token: string): Promise<string> =>
    (await server.call('/v1/auth/me', { token })).body.id as string;

  it('cannot be demoted, disabled or deleted', async () => {
    const id = await idOf(admin);
    // A disabled administrator cannot help, so it does not count.
    const disabled = await server.newUser(newEmail(), PASSWORD, 'admin');
    await update(disabled.id, { disabled: true });
    for (const answer of [await update(id, { role: 'user' }), await update(id, { disabled: true }), await remove(id)]) {
      expect([answer.status, answer.body.type]).toEqual([409, 'urn:earshot:problem:last-administrator']);
    }
    expect((await update(id, { role: 'admin', displayName: 'Root' })).status).toBe(200);
    expect((await get(id)).body).toMatchObject({ role: 'admin', disabled: false });
    expect((await remove(disabled.id)).status).toBe(204);
  });

  it('is left when two demote each other at the same moment', async () => {
    const first = await idOf(admin);
    const second = await server.newUser(newEmail(), PASSWORD, 'admin');
    const answers = await Promise.all([
      update(first, { role: 'user' }, second.token),
      update(second.id, { role: 'user' }, admin),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const survivor = answers[0].status === 200 ? second.token : admin;
    await update(first, { role: 'admin' }, survivor);
    expect((await server.call('/v1/users', { token: admin })).status).toBe(200);
  });
});
