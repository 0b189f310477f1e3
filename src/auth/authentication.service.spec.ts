import type { JwtService } from '@nestjs/jwt';
import { UnauthenticatedError } from '../common/errors/errors.js';
import type { Environment } from '../config/environment.js';
import type { ApiTokensService } from './api-tokens/api-tokens.service.js';
import { AuthenticationService } from './authentication.service.js';
import type { UserEntity } from './entities/user.entity.js';
import { AccountDisabledError } from './errors.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import type { SessionsService } from './sessions/sessions.service.js';
import type { UsersService } from './users/users.service.js';

/** Hashes for real and remembers what was verified. */
class ObservedHasher extends PasswordHasher {
  readonly verified: string[] = [];
  override verify(passwordHash: string, password: string): Promise<boolean> {
    this.verified.push(passwordHash);
    return super.verify(passwordHash, password);
  }
}

describe('verifyCredentials', () => {
  const hasher = new ObservedHasher();
  const accounts = new Map<string, Partial<UserEntity>>();
  const users = { findByEmail: (email: string) => Promise.resolve(accounts.get(email) ?? null) } as UsersService;
  const authentication = new AuthenticationService(
    {} as Environment,
    users,
    {} as SessionsService,
    {} as ApiTokensService,
    hasher,
    {} as JwtService,
  );

  beforeAll(async () => {
    const passwordHash = await hasher.hash('right password');
    accounts.set('known@example.org', { passwordHash, disabledAt: null });
    accounts.set('disabled@example.org', { passwordHash, disabledAt: new Date() });
    await authentication.onModuleInit();
  });
  beforeEach(() => hasher.verified.splice(0));

  it.each([
    ['a right password', 'known@example.org', 'right password', undefined],
    ['a wrong password', 'known@example.org', 'wrong password', UnauthenticatedError],
    ['an unknown email', 'unknown@example.org', 'right password', UnauthenticatedError],
    ['a disabled account', 'disabled@example.org', 'right password', AccountDisabledError],
    ['a disabled account with a wrong password', 'disabled@example.org', 'wrong password', UnauthenticatedError],
  ])('does the work of one verification, with the same parameters, for %s', async (_case, email, password, error) => {
    const outcome: unknown = await authentication.verifyCredentials(email, password).catch((thrown: unknown) => thrown);
    expect(outcome instanceof Error ? outcome.constructor : undefined).toBe(error);
    expect(hasher.verified).toHaveLength(1);
    expect(hasher.verified[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
