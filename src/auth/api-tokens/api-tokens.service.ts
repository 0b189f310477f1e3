import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { NotFoundError, UnauthenticatedError } from '../../common/errors/errors.js';
import type { Rows } from '../../common/pagination/cursor.js';
import { pageNewestFirst } from '../../common/pagination/newest-first.js';
import type { PageQuery } from '../../common/pagination/page.dto.js';
import type { Principal } from '../../common/principal/principal.js';
import type { CreateApiTokenRequest } from '../dto/api-token.dto.js';
import { ApiTokenEntity } from '../entities/api-token.entity.js';
import { createOpaqueToken, hashOpaqueToken } from '../opaque-token.js';

/** Lets people and secret scanners see what the text is. */
const TOKEN_PREFIX = 'ear_';
const SHOWN_LENGTH = 12;
const USE_RESOLUTION_MS = 60_000;
const DAY_MS = 24 * 3600 * 1000;

/** A new token, which is known only now, and what is kept of it. */
export interface CreatedApiToken {
  readonly entity: ApiTokenEntity;
  readonly token: string;
}

/** Tokens that users make for their programs. They act as their user, except on accounts and credentials. */
@Injectable()
export class ApiTokensService {
  constructor(@InjectRepository(ApiTokenEntity) private readonly tokens: Repository<ApiTokenEntity>) {}

  async create(userId: string, { name, expiresInDays }: CreateApiTokenRequest): Promise<CreatedApiToken> {
    const token = createOpaqueToken(TOKEN_PREFIX);
    const entity = this.tokens.create({
      userId,
      name,
      prefix: token.slice(0, SHOWN_LENGTH),
      tokenHash: hashOpaqueToken(token),
      lastUsedAt: null,
      expiresAt: expiresInDays === undefined ? null : new Date(Date.now() + expiresInDays * DAY_MS),
    });
    await this.tokens.insert(entity);
    return { entity, token };
  }

  list(userId: string, page: PageQuery): Promise<Rows<ApiTokenEntity>> {
    return pageNewestFirst(this.tokens.createQueryBuilder('token').where('token.userId = :userId', { userId }), page);
  }

  /** @throws NotFoundError also for somebody else's token */
  async revoke(userId: string, id: string): Promise<void> {
    const { affected } = await this.tokens.delete({ id, userId });
    if (affected !== 1) throw new NotFoundError('The API token');
  }

  /** @throws UnauthenticatedError when the token is unknown, revoked or expired, or its user was disabled */
  async authenticate(token: string): Promise<Principal> {
    const found = await this.tokens
      .createQueryBuilder('token')
      .innerJoin('token.user', 'user', 'user.disabledAt IS NULL')
      .select(['token.id', 'token.lastUsedAt', 'token.expiresAt', 'user.id', 'user.email', 'user.role'])
      .where('token.tokenHash = :tokenHash', { tokenHash: hashOpaqueToken(token) })
      .getOne();
    const now = new Date();
    if (found === null) throw new UnauthenticatedError('The API token is not known or was revoked.');
    if (found.expiresAt !== null && found.expiresAt <= now)
      throw new UnauthenticatedError('The API token has expired.');
    if (found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() >= USE_RESOLUTION_MS) {
      await this.tokens.update({ id: found.id }, { lastUsedAt: now });
    }
    const { id, email, role } = found.user;
    return { id, email, role, apiTokenId: found.id };
  }

  /** Whether the token is still there and unexpired and its user not disabled. */
  isAlive(id: string): Promise<boolean> {
    return this.tokens
      .createQueryBuilder('token')
      .innerJoin('token.user', 'user', 'user.disabledAt IS NULL')
      .where('token.id = :id AND (token.expiresAt IS NULL OR token.expiresAt > now())', { id })
      .getExists();
  }
}
