import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TestServer } from '../support/test-server.js';

const noPassword = { ADMIN_PASSWORD: '', ADMIN_EMAIL: '' };
const printed = (output: string) =>
  /^ {2}email: {4}(?<email>\S+)\n {2}password: (?<password>\S+)$/m.exec(output)?.groups as
    { email: string; password: string } | undefined;

describe('the first start', () => {
  it('makes an administrator, whose password it prints once, and a secret that only it may read', async () => {
    const server = await TestServer.start({ environment: noPassword });
    try {
      const { email, password } = printed(server.output)!;
      expect(email).toBe('admin@localhost');
      expect(password.length).toBeGreaterThanOrEqual(20);
      expect(server.output.split(password)).toHaveLength(2);
      const log = server.output.split('\n').filter((line) => line.startsWith('{'));
      expect(log.join('\n')).not.toContain(password);
      const token = await server.login(email, password);

      const path = join(server.dataDirectory, 'secrets', 'jwt-secret');
      expect(statSync(path).mode & 0o777).toBe(0o600);
      const secret = readFileSync(path, 'utf8');
      expect(server.output).not.toContain(secret.trim());

      await server.restart();
      expect(printed(server.output)).toBeUndefined();
      expect(readFileSync(path, 'utf8')).toBe(secret);
      expect((await server.call('/v1/auth/me', { token })).status).toBe(200);
      await expect(server.login(email, password)).resolves.toEqual(expect.any(String));
    } finally {
      await server.stop();
    }
  });

  it('says nothing of a password that was given', async () => {
    const password = 'given with the environment';
    const server = await TestServer.start({
      environment: { ADMIN_PASSWORD: password, ADMIN_EMAIL: 'Boss@Example.org' },
    });
    try {
      await expect(server.login('boss@example.org', password)).resolves.toEqual(expect.any(String));
      expect(server.output).not.toContain(password);
    } finally {
      await server.stop();
    }
  });

  it.each([
    ['JWT_SECRET', { JWT_SECRET: 'x'.repeat(31) }],
    ['ADMIN_PASSWORD', { ADMIN_PASSWORD: 'short' }],
    ['ADMIN_EMAIL', { ADMIN_EMAIL: 'nobody' }],
  ])('refuses a bad %s', async (name, environment) => {
    await expect(TestServer.start({ environment })).rejects.toThrow(name);
  });
});
