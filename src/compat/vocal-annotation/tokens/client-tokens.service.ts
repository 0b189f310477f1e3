import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { readFile, stat } from 'node:fs/promises';
import { ConfigurationError } from '../../../config/configuration-error.js';
import { Environment } from '../../../config/environment.js';
import type { ClientToken, ClientTokens } from './client-token.js';
import { hashToken, readTokens } from './read-tokens.js';

const LOOK_AGAIN_MS = 2_000;
const LONGEST_TOKEN = 10_000;

/** The tokens of `COMPAT_TOKENS_FILE`. A change of the file counts within seconds; one that cannot be read changes nothing. */
@Injectable()
export class ClientTokensService implements OnModuleInit {
  private readonly logger = new Logger('Compat');
  private tokens: ClientTokens = new Map();
  private writtenMs = NaN;
  private lookedMs = 0;

  constructor(private readonly environment: Environment) {}

  /** @throws ConfigurationError when the file cannot be read */
  async onModuleInit(): Promise<void> {
    const path = this.path;
    if (path === undefined || this.environment.ROLE === 'worker') return;
    await this.load(path).catch((error: unknown) => {
      throw new ConfigurationError(`COMPAT_TOKENS_FILE=${path} cannot be used: ${(error as Error).message}`);
    });
  }

  /** Whether rights are told by tokens at all. A file without tokens lets nobody in. */
  get isTokenMode(): boolean {
    return this.path !== undefined;
  }

  /** What the holder of a token may do; undefined when there is no such token. */
  async find(token: string): Promise<ClientToken | undefined> {
    if (this.path === undefined || token.length > LONGEST_TOKEN) return undefined;
    await this.reload(this.path);
    return this.tokens.get(hashToken(token));
  }

  private get path(): string | undefined {
    const { COMPAT_TOKENS_FILE } = this.environment;
    return COMPAT_TOKENS_FILE === '' ? undefined : COMPAT_TOKENS_FILE;
  }

  private async load(path: string): Promise<void> {
    const { mtimeMs } = await stat(path);
    if (mtimeMs === this.writtenMs) return;
    // Also of a file that cannot be read: it is complained of once.
    this.writtenMs = mtimeMs;
    this.tokens = readTokens(await readFile(path, 'utf8'));
    this.logger.log(`COMPAT_TOKENS_FILE: ${this.tokens.size} tokens`);
  }

  private async reload(path: string): Promise<void> {
    if (Date.now() - this.lookedMs < LOOK_AGAIN_MS) return;
    this.lookedMs = Date.now();
    await this.load(path).catch((error: unknown) => {
      this.logger.error(`COMPAT_TOKENS_FILE=${path} was changed and cannot be used: ${(error as Error).message}`);
    });
  }
}
