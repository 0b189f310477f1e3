import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SERVER_ENTRY } from '../support/server-process.js';
import { TestServer } from '../support/test-server.js';

describe('an embedded server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.stop());

  it('lets no second process at its data, and says who holds it', async () => {
    const second = spawn(process.execPath, [SERVER_ENTRY], {
      env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: server.dataDirectory },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    second.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
    const [code] = (await once(second, 'close')) as [number];
    expect(code).toBe(1);
    expect(complaint).toContain(`in use by process ${server.pid}`);
    expect((await server.call('/health/ready')).status).toBe(200);
  });
});
