import { TestServer } from '../support/test-server.js';

const LIMIT = 4;
const PER_ADDRESS = 3 * LIMIT;
const PASSWORD = 'user password 1';
let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start({
    environment: { LOGIN_ATTEMPTS_PER_MINUTE: String(LIMIT), TRUSTED_PROXIES: '1', OPEN_REGISTRATION: 'true' },
  });
  const token = await server.adminToken();
  for (const name of ['first', 'second', 'third']) {
    await server.call('/v1/users', { token, json: { email: `${name}@example.org`, password: PASSWORD } });
  }
});
afterAll(() => server.stop());

const from = (address: string, path: string, json: object, token?: string) =>
  server.call(path, { json, token, headers: { 'X-Forwarded-For': address } });
const logIn = (address: string, email: string, password = 'wrong password') =>
  from(address, '/v1/auth/login', { email, password });

it('refuses to guess further at one account, from wherever, until the minute is over', async () => {
  for (let attempt = 0; attempt < LIMIT; attempt++) {
    expect((await logIn(`192.0.2.${attempt}`, 'first@example.org')).status).toBe(401);
  }
  const { status, headers, body } = await logIn('192.0.2.99', 'FIRST@example.org', PASSWORD);
  expect([status, body.type]).toEqual([429, 'urn:earshot:problem:too-many-attempts']);
  expect(headers.get('content-type')).toContain('application/problem+json');
  const wait = Number(headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect((await logIn('192.0.2.99', 'somebody.else@example.org')).status).toBe(401);

  // A restart does not give the guesser new attempts.
  await server.restart();
  expect((await logIn('192.0.2.99', 'first@example.org', PASSWORD)).status).toBe(429);
});

it('refuses one address that tries many accounts, and counts it against no further account', async () => {
  for (let attempt = 0; attempt < PER_ADDRESS; attempt++) {
    expect((await logIn('198.51.100.1', `guess${attempt}@example.org`)).status).toBe(401);
  }
  for (let attempt = 0; attempt < LIMIT; attempt++)
    expect((await logIn('198.51.100.1', 'second@example.org')).status).toBe(429);
  expect((await logIn('198.51.100.2', 'second@example.org', PASSWORD)).status).toBe(200);

  const network = '2001:db8:1:2';
  for (let attempt = 0; attempt < PER_ADDRESS; attempt++)
    await logIn(`${network}::${attempt}`, `g${attempt}@example.org`);
  expect((await logIn(`${network}::ffff`, 'fresh@example.org')).status).toBe(429);
  expect((await logIn('2001:db8:1:3::1', 'fresh@example.org')).status).toBe(401);
});

it('limits whatever the email is', async () => {
  const statuses: number[] = [];
  for (const email of [1, null, {}, [], true]) {
    statuses.push((await from('203.0.113.1', '/v1/auth/login', { email, password: 'x' })).status);
  }
  expect(statuses).toEqual([400, 400, 400, 400, 429]);
});

it('limits registering, refreshing and guessing at a confirmation', async () => {
  const { body } = await logIn('203.0.113.19', 'third@example.org', PASSWORD);
  const token = body.accessToken as string;
  const flood = async (attempts: number, attempt: (number: number) => Promise<{ status: number }>) => {
    const statuses: number[] = [];
    for (let number = 0; number < attempts; number++) statuses.push((await attempt(number)).status);
    return statuses;
  };
  const refreshes = await flood(PER_ADDRESS + 1, () => from('203.0.113.13', '/v1/auth/refresh', { refreshToken: 'x' }));
  expect(refreshes).toEqual([...Array<number>(PER_ADDRESS).fill(401), 429]);
  const registrations = await flood(PER_ADDRESS + 1, (number) =>
    from('203.0.113.14', '/v1/auth/register', { email: `r${number}@example.org`, password: '0123456789' }),
  );
  expect(registrations).toEqual([...Array<number>(PER_ADDRESS).fill(201), 429]);
  const guesses = await flood(LIMIT + 1, () =>
    from('203.0.113.15', '/v1/auth/password', { currentPassword: 'guess', newPassword: '0123456789' }, token),
  );
  expect(guesses).toEqual([...Array<number>(LIMIT).fill(403), 429]);
});
