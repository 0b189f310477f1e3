import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, Not, Repository } from 'typeorm';
import { UnauthenticatedError } from '../../common/errors/errors.js';
import type { Principal } from '../../common/principal/principal.js';
import { Transactions } from '../../database/transactions.js';
import { type AccessTokenClaims, isAccessTokenClaims } from '../access-tokens/access-token.js';
import { describeRefusal } from '../access-tokens/refusal.js';
import { RefreshTokenEntity } from '../entities/refresh-token.entity.js';
import { SessionEntity } from '../entities/session.entity.js';
import { UserEntity } from '../entities/user.entity.js';
import { createOpaqueToken, hashOpaqueToken } from '../opaque-token.js';

const SESSION_DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;

/** A session with the refresh token that continues it. */
export interface OpenSession {
  readonly id: string;
  readonly user: UserEntity;
  readonly refreshToken: string;
}

const sessionExpiry = (): Date => new Date(Date.now() + SESSION_DAYS * DAY_MS);

/** Logins. A session lives until it is ended or was not refreshed for 30 days; each refresh token continues it once. */
@Injectable()
export class SessionsService {
  private readonly logger = new Logger(SessionsService.name);

  constructor(
    @InjectRepository(SessionEntity) private readonly sessions: Repository<SessionEntity>,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Opens a session for a user whose password was just verified.
   * @throws UnauthenticatedError when password or state of the user changed since
   */
  open(user: UserEntity): Promise<OpenSession> {
    return this.transactions.run(async ({ manager }) => {
      const unchanged = await manager.findOne(UserEntity, {
        where: { id: user.id, passwordHash: user.passwordHash, disabledAt: IsNull() },
        lock: { mode: 'pessimistic_read' },
      });
      if (unchanged === null) throw new UnauthenticatedError('The account has just changed. Log in again.');
      const session = manager.create(SessionEntity, { userId: user.id, expiresAt: sessionExpiry() });
      await manager.insert(SessionEntity, session);
      return { id: session.id, user, refreshToken: await this.addRefreshToken(manager, session.id) };
    });
  }

  /**
   * Exchanges a refresh token for the next one. A token that was used before is a sign of theft: it ends the session, so that
   * neither the thief nor the owner can go on with it.
   * @throws UnauthenticatedError when the token is unknown, used or expired, or its session is over
   */
  async refresh(refreshToken: string): Promise<OpenSession> {
    const tokenHash = hashOpaqueToken(refreshToken);
    const next = await this.transactions.run(async ({ manager }) => {
      const session = await this.lockSession(manager, tokenHash);
      if (session === null) return undefined;
      const used = await manager.update(RefreshTokenEntity, { tokenHash, usedAt: IsNull() }, { usedAt: new Date() });
      if (used.affected !== 1) {
        await manager.delete(SessionEntity, { id: session.id });
        this.logger.warn(`A refresh token of user ${session.userId} was used twice; its session was ended.`);
        return undefined;
      }
      await manager.update(SessionEntity, { id: session.id }, { expiresAt: sessionExpiry() });
      return {
        id: session.id,
        user: session.user,
        refreshToken: await this.addRefreshToken(manager, session.id),
      };
    });
    if (next === undefined) {
      throw new UnauthenticatedError('The refresh token was used before, has expired or was revoked. Log in again.');
    }
    return next;
  }

  /**
   * The user of an access token's claims.
   * @throws UnauthenticatedError when the session has ended or the user was disabled or deleted
   */
  async authenticate(claims: unknown): Promise<Principal> {
    if (!isAccessTokenClaims(claims)) throw describeRefusal(claims);
    const session = await this.findAlive(claims);
    if (session === null) throw new UnauthenticatedError('The session has ended. Log in again.');
    const { id, email, role } = session.user;
    return { id, email, role, sessionId: session.id };
  }

  /** Whether the session is still open and its user not disabled. */
  isAlive(sessionId: string): Promise<boolean> {
    return this.sessions
      .createQueryBuilder('session')
      .innerJoin('session.user', 'user', 'user.disabledAt IS NULL')
      .where('session.id = :sessionId AND session.expiresAt > now()', { sessionId })
      .getExists();
  }

  async end(sessionId: string): Promise<void> {
    await this.sessions.delete({ id: sessionId });
  }

  /** Ends the sessions of a user, except the one that asks for it; all when none does. */
  async endOthers(manager: EntityManager, userId: string, sessionId: string | undefined): Promise<void> {
    await manager.delete(SessionEntity, { userId, ...(sessionId !== undefined && { id: Not(sessionId) }) });
  }

  private findAlive({ sub, sid }: AccessTokenClaims): Promise<SessionEntity | null> {
    return this.sessions
      .createQueryBuilder('session')
      .innerJoin('session.user', 'user', 'user.disabledAt IS NULL')
      .select(['session.id', 'user.id', 'user.email', 'user.role'])
      .where('session.id = :sid AND session.userId = :sub AND session.expiresAt > now()', { sub, sid })
      .getOne();
  }

  /** Locked before the token is touched, in the order in which ending a session takes its rows. */
  private lockSession(manager: EntityManager, tokenHash: string): Promise<SessionEntity | null> {
    return manager
      .createQueryBuilder(SessionEntity, 'session')
      .innerJoinAndSelect('session.user', 'user', 'user.disabledAt IS NULL')
      .innerJoin(RefreshTokenEntity, 'token', 'token.sessionId = session.id')
      .where('token.tokenHash = :tokenHash AND session.expiresAt > now()', { tokenHash })
      .setLock('pessimistic_write', undefined, ['session'])
      .getOne();
  }

  private async addRefreshToken(manager: EntityManager, sessionId: string): Promise<string> {
    const refreshToken = createOpaqueToken();
    await manager.insert(RefreshTokenEntity, { sessionId, tokenHash: hashOpaqueToken(refreshToken), usedAt: null });
    return refreshToken;
  }
}
