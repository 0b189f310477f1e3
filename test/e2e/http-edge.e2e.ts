import { freePort } from '../support/free-port.js';
import { fileForm, makeWav } from '../support/make-wav.js';
import { eventually } from '../support/stored-files.js';
import { TestServer } from '../support/test-server.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FRIEND = 'https://friend.example';

interface Problem {
  status: number;
  type: string;
  instance: string;
  correlationId: string;
}

describe('the edge of the server', () => {
  let server: TestServer;
  let token: string;
  let extraPort: number;

  beforeAll(async () => {
    extraPort = await freePort();
    server = await TestServer.start({ environment: { CORS_ORIGINS: FRIEND, EXTRA_PORTS: String(extraPort) } });
    token = await server.adminToken();
  });
  afterAll(() => server.stop());

  const logLines = () =>
    server.output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown> & { req?: { id: string } });

  it('answers problems in one form, whose correlation id stands in the header and in the log', async () => {
    const { status, headers, body } = await server.call<Problem>('/v1/nothing', { token });
    expect(status).toBe(404);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ status: 404, type: 'urn:earshot:problem:not-found', instance: '/v1/nothing' });
    expect(body.correlationId).toMatch(UUID);
    expect(headers.get('x-request-id')).toBe(body.correlationId);
    const logged = () => logLines().filter(({ req }) => req?.id === body.correlationId);
    expect(await eventually(logged, ({ length }) => length > 0)).toHaveLength(1);
  });

  it('takes the caller’s request id where it is harmless', async () => {
    const idFor = async (given: string) =>
      (await server.call('/health/live', { headers: { 'X-Request-Id': given } })).headers.get('x-request-id');
    expect(await idFor('trace-7.a')).toBe('trace-7.a');
    expect(await idFor('a b"c')).toMatch(UUID);
    expect(await idFor('x'.repeat(101))).toMatch(UUID);
  });

  it('writes neither tokens nor passwords nor queries to the log', async () => {
    await server.call('/v1/auth/login', { json: { email: 'x@example.org', password: 'a-telling-secret' } });
    await server.call('/v1/recordings?name=a-private-name', { token });
    expect(server.output).not.toContain('a-telling-secret');
    expect(server.output).not.toContain('a-private-name');
    expect(server.output).not.toContain(token);
  });

  it('sends headers that keep browsers safe, and does not tell what it is made of', async () => {
    const { headers } = await server.call('/health/live');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.has('x-powered-by')).toBe(false);
  });

  it.each([
    [FRIEND, FRIEND],
    ['https://stranger.example', null],
  ])('answers browsers from %s with the permission %s', async (origin, allowed) => {
    const headers = { Origin: origin, 'Access-Control-Request-Method': 'POST' };
    const preflight = await server.call('/v1/recordings', { method: 'OPTIONS', headers });
    expect(preflight.headers.get('access-control-allow-origin')).toBe(allowed);
  });

  it('refuses JSON beyond its limit, and other bodies than JSON', async () => {
    const login = (body: string, type: string) =>
      server.call('/v1/auth/login', { method: 'POST', body, headers: { 'Content-Type': type } });
    const long = JSON.stringify({ email: 'x@example.org', password: 'x'.repeat(300_000) });
    expect((await login(long, 'application/json')).status).toBe(413);
    for (const type of ['application/x-www-form-urlencoded', 'text/plain; charset=utf-8']) {
      const { status, body } = await login('{"email": "x@example.org", "password": "x"}', type);
      expect([status, body]).toEqual([
        415,
        expect.objectContaining({ detail: expect.stringContaining('Content-Type: application/json') as string }),
      ]);
    }
    expect((await login('{"email": }', 'application/json')).status).toBe(400);
  });

  it('shows the documentation with a way to authorise', async () => {
    const page = await fetch(`${server.url}/docs`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('swagger-ui')]);
    const { body } = await server.call<{ components: { securitySchemes: object }; security: object[] }>(
      '/openapi.json',
    );
    expect(body.components.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
    expect(body.security).toContainEqual({ bearer: [] });
  });

  it('describes fields with the limits that the server checks, negative ones too', async () => {
    const { body } = await server.call<{
      components: { schemas: Record<string, { properties: Record<string, object> }> };
      paths: Record<string, { get?: { parameters: { name: string; schema: object }[] } }>;
    }>('/openapi.json');
    const parameters = body.paths['/v1/recordings/{id}/spectrogram'].get?.parameters;
    expect(parameters).toContainEqual(
      expect.objectContaining({ name: 'minDb', schema: { type: 'number', minimum: -300, maximum: 300 } }),
    );
    expect(parameters).toContainEqual(
      expect.objectContaining({ name: 'id', schema: { type: 'string', format: 'uuid' } }),
    );
    expect(body.components.schemas.ViewRequest.properties.start_time).toMatchObject({ type: 'number', minimum: -1e8 });
    expect(body.components.schemas.KeyResult.properties.scale).toMatchObject({ enum: ['major', 'minor', null] });
  });

  it('tells whether it is ready, check by check', async () => {
    const { body } = await server.call<{ status: string; checks: { name: string; status: string }[] }>('/health/ready');
    expect(body.status).toBe('ok');
    expect(body.checks.map(({ name, status }) => [name, status])).toEqual([
      ['database', 'ok'],
      ['queue', 'ok'],
      ['disk', 'ok'],
    ]);
  });

  it('counts requests by route, jobs, the delay of the event loop and memory', async () => {
    const { body } = await server.call<{ id: string }>('/v1/recordings', { token, form: fileForm(makeWav({})) });
    await server.call(`/v1/recordings/${body.id}`, { token });
    const figures = (await server.call<string>('/metrics')).body;
    expect(figures).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/v1\/recordings\/:id",status="200"\} 1/,
    );
    for (const name of [
      'earshot_jobs{status="queued"}',
      'earshot_job_attempt_duration_seconds',
      'earshot_event_loop_delay_seconds{quantile="0.99"}',
      'process_resident_memory_bytes',
    ]) {
      expect(figures).toContain(name);
    }
    expect(figures).not.toContain(body.id);
  });

  it('answers on further ports', async () => {
    expect((await fetch(`http://127.0.0.1:${extraPort}/health/live`)).status).toBe(200);
  });
});

describe('a server that was told of no origin', () => {
  it('lets no other origin in', async () => {
    const server = await TestServer.start();
    const { headers } = await server.call('/health/live', { headers: { Origin: FRIEND } });
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    await server.stop();
  });
});
