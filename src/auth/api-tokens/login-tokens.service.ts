import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { createHmac, randomUUID } from 'node:crypto';
import { Repository } from 'typeorm';
import { SigningSecret } from '../access-tokens/signing-secret.js';
import { ApiTokenEntity } from '../entities/api-token.entity.js';
import { hashOpaqueToken } from '../opaque-token.js';

const NAME = 'Login with a user name (mp3.ai)';
const PURPOSE = 'earshot login token';
/** 160 bits, as clients know them from Django. */
const HEXADECIMAL_DIGITS = 40;
const SHOWN_LENGTH = 8;

/**
 * API tokens for clients that log in with a user name and expect the same token from every login until they log out. The token is an HMAC,
 * under the server's secret, of the random id of its row, so that it can be answered again although only its hash is stored: whoever reads the
 * database cannot make it (docs/decisions/speech-clients.md).
 */
@Injectable()
export class LoginTokensService {
  constructor(
    @InjectRepository(ApiTokenEntity) private readonly tokens: Repository<ApiTokenEntity>,
    private readonly secret: SigningSecret,
  ) {}

  /** The token of an account whose password was just verified: 40 lower-case hexadecimal digits. */
  async issue(userId: string): Promise<string> {
    const existing = await this.find(userId);
    if (existing !== null) {
      const token = this.derive(existing.id);
      if (hashOpaqueToken(token) === existing.tokenHash) return token;
      // The secret is another one since.
      await this.tokens.delete({ id: existing.id });
    }
    const id = randomUUID();
    const token = this.derive(id);
    await this.tokens
      .createQueryBuilder()
      .insert()
      .values({
        id,
        userId,
        name: NAME,
        prefix: token.slice(0, SHOWN_LENGTH),
        tokenHash: hashOpaqueToken(token),
        fromLogin: true,
      })
      .orIgnore()
      .execute();
    // Another login may have been first.
    const kept = await this.tokens.findOneByOrFail({ userId, fromLogin: true });
    return this.derive(kept.id);
  }

  /** Whether an API token is one that a login answered: it may do what a login may. */
  isFromLogin(apiTokenId: string): Promise<boolean> {
    return this.tokens.existsBy({ id: apiTokenId, fromLogin: true });
  }

  private find(userId: string): Promise<ApiTokenEntity | null> {
    return this.tokens.findOneBy({ userId, fromLogin: true });
  }

  private derive(id: string): string {
    const key = createHmac('sha256', this.secret.value).update(PURPOSE).digest();
    return createHmac('sha256', key).update(id).digest('hex').slice(0, HEXADECIMAL_DIGITS);
  }
}
