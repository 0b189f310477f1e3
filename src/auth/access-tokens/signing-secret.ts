import { ConfigurationError } from '../../config/configuration-error.js';
import { Logger } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../../config/environment.js';

const MIN_BYTES = 32;
const GENERATED_BYTES = 48;

/** The file of the secret is there but cannot be one. */
export class UnusableSecretError extends ConfigurationError {
  constructor(path: string) {
    super(
      `${path} holds less than ${MIN_BYTES} bytes. Delete it to have a new one made; everybody must then log in again.`,
    );
  }
}

/** What signs access tokens. */
export class SigningSecret {
  constructor(readonly value: string) {}
}

async function readSecret(path: string): Promise<string | undefined> {
  try {
    const secret = (await readFile(path, 'utf8')).trim();
    if (Buffer.byteLength(secret) < MIN_BYTES) throw new UnusableSecretError(path);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes beside the place and then links to it, so that a reader sees the whole secret or none and the first of several processes wins. */
async function writeSecretOnce(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${randomBytes(GENERATED_BYTES).toString('base64url')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** The secret kept in `directory` (mode 600), made on first use. Any number of processes may call this at once and get the same one. */
export async function keepSecret(directory: string): Promise<string> {
  const path = join(directory, 'jwt-secret');
  const kept = await readSecret(path);
  if (kept !== undefined) return kept;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeSecretOnce(path);
  return (await readSecret(path))!;
}

/** `JWT_SECRET` where it is set, else the one kept in `DATA_DIR/secrets`. */
export async function loadSigningSecret(environment: Environment): Promise<SigningSecret> {
  if (environment.JWT_SECRET !== undefined) return new SigningSecret(environment.JWT_SECRET);
  if (environment.ROLE === 'api') {
    new Logger(SigningSecret.name).warn(
      'JWT_SECRET is not set: access tokens are signed with the secret in DATA_DIR. ' +
        'Every api process must share DATA_DIR, or be given the same JWT_SECRET.',
    );
  }
  return new SigningSecret(await keepSecret(join(environment.DATA_DIR, 'secrets')));
}
