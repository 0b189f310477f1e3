import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment } from '../../config/environment.js';
import { keepSecret, loadSigningSecret, UnusableSecretError } from './signing-secret.js';

describe('keepSecret', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'earshot-secret-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('makes one secret of 384 bits that only the owner may read, and no second one', async () => {
    const secret = await keepSecret(join(directory, 'secrets'));
    expect(Buffer.from(secret, 'base64url')).toHaveLength(48);
    expect(statSync(join(directory, 'secrets')).mode & 0o777).toBe(0o700);
    expect(statSync(join(directory, 'secrets', 'jwt-secret')).mode & 0o777).toBe(0o600);
    expect(await keepSecret(join(directory, 'secrets'))).toBe(secret);
  });

  it('gives the same one to all who ask at once, and leaves no draft behind', async () => {
    const secrets = await Promise.all(Array.from({ length: 20 }, () => keepSecret(directory)));
    expect(new Set(secrets).size).toBe(1);
    expect(readdirSync(directory)).toEqual(['jwt-secret']);
    expect(readFileSync(join(directory, 'jwt-secret'), 'utf8').trim()).toBe(secrets[0]);
  });

  it('refuses a file that cannot be a secret', async () => {
    writeFileSync(join(directory, 'jwt-secret'), 'short\n');
    await expect(keepSecret(directory)).rejects.toThrow(UnusableSecretError);
  });

  it('is not asked when JWT_SECRET is set', async () => {
    const environment = Object.assign(new Environment(), { DATA_DIR: directory, JWT_SECRET: 'of the environment' });
    expect((await loadSigningSecret(environment)).value).toBe('of the environment');
    expect(readdirSync(directory)).toEqual([]);
  });
});
