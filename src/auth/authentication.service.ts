import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { UnauthenticatedError } from '../common/errors/errors.js';
import type { Principal } from '../common/principal/principal.js';
import { Environment } from '../config/environment.js';
import { type AccessTokenClaims, ACCESS_TOKEN_SECONDS } from './access-tokens/access-token.js';
import { describeRefusal } from './access-tokens/refusal.js';
import { ApiTokensService } from './api-tokens/api-tokens.service.js';
import type { UserEntity } from './entities/user.entity.js';
import { AccountDisabledError, RegistrationClosedError } from './errors.js';
import { isAccessToken } from './guards/credential.js';
import { createOpaqueToken } from './opaque-token.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { type OpenSession, SessionsService } from './sessions/sessions.service.js';
import { type NewUser, UsersService } from './users/users.service.js';

/** What a login gives. */
export interface Login {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
  readonly user: UserEntity;
}

/** Turns passwords and tokens into somebody who is known. */
@Injectable()
export class AuthenticationService implements OnModuleInit {
  /** Verified in place of an account that does not exist, so that the answer takes as long as for one that does. */
  private decoyHash: string;

  constructor(
    private readonly environment: Environment,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly apiTokens: ApiTokensService,
    private readonly passwords: PasswordHasher,
    private readonly jwt: JwtService,
  ) {}

  async onModuleInit(): Promise<void> {
    this.decoyHash = await this.passwords.hash(createOpaqueToken());
  }

  /** @throws RegistrationClosedError, EmailTakenError, UsernameTakenError */
  async register(account: Omit<NewUser, 'role'>): Promise<UserEntity> {
    if (!this.environment.OPEN_REGISTRATION) throw new RegistrationClosedError();
    return this.users.create({ ...account, role: 'user' });
  }

  /**
   * The account that email and password belong to.
   * @throws UnauthenticatedError when they belong to none; AccountDisabledError when they do, but it is disabled
   */
  async verifyCredentials(email: string, password: string): Promise<UserEntity> {
    return this.verifyPassword(await this.users.findByEmail(email), password);
  }

  /** The same for a user name; who has none logs in with the email in its place. */
  async verifyNamedCredentials(name: string, password: string): Promise<UserEntity> {
    return this.verifyPassword(
      (await this.users.findByUsername(name)) ?? (await this.users.findByEmail(name)),
      password,
    );
  }

  private async verifyPassword(user: UserEntity | null, password: string): Promise<UserEntity> {
    const matches = await this.passwords.verify(user?.passwordHash ?? this.decoyHash, password);
    if (user === null || !matches) throw new UnauthenticatedError('The name or the password is wrong.');
    if (user.disabledAt !== null) throw new AccountDisabledError();
    return user;
  }

  /** @param name email or user name */
  async login({ email, username }: { email?: string; username?: string }, password: string): Promise<Login> {
    const user =
      username === undefined
        ? await this.verifyCredentials(email ?? '', password)
        : await this.verifyNamedCredentials(username, password);
    return this.toLogin(await this.sessions.open(user));
  }

  logout(sessionId: string): Promise<void> {
    return this.sessions.end(sessionId);
  }

  async refresh(refreshToken: string): Promise<Login> {
    return this.toLogin(await this.sessions.refresh(refreshToken));
  }

  /**
   * The user of a token that came another way than in the Authorization header.
   * @param credential access token or API token
   * @throws UnauthenticatedError when it is not valid
   */
  async authenticate(credential: string): Promise<Principal> {
    if (!isAccessToken(credential)) return this.apiTokens.authenticate(credential);
    const claims: unknown = await this.jwt.verifyAsync(credential).catch((error: unknown) => {
      throw describeRefusal(error);
    });
    return this.sessions.authenticate(claims);
  }

  /** Whether the credential that made this principal would still be let in; for connections that outlive their first check. */
  async isStillWelcome({ sessionId, apiTokenId }: Principal): Promise<boolean> {
    if (sessionId !== undefined) return this.sessions.isAlive(sessionId);
    return apiTokenId !== undefined && this.apiTokens.isAlive(apiTokenId);
  }

  private async toLogin({ id, user, refreshToken }: OpenSession): Promise<Login> {
    const claims: AccessTokenClaims = { sub: user.id, sid: id };
    const accessToken = await this.jwt.signAsync(claims);
    return { accessToken, refreshToken, expiresInSeconds: ACCESS_TOKEN_SECONDS, user };
  }
}
