import type { ThrottlerModuleOptions, ThrottlerStorage } from '@nestjs/throttler';
import type { Request } from 'express';
import type { Principal } from '../../common/principal/principal.js';
import type { Environment } from '../../config/environment.js';
import { normalizeEmail } from '../email.js';

const BY_ADDRESS = 'address';
export const BY_ACCOUNT = 'account';

const WINDOW_MS = 60_000;

/** Behind one address there may be a household or an office. */
const ACCOUNTS_PER_ADDRESS = 3;

/** The account that a request tries: the caller's own or, before a login, the one it names, by user name or email. The body is not validated yet. */
function accountOf(request: Partial<Request> & { user?: Principal }): string {
  if (request.user !== undefined) return request.user.id;
  const { email, username } = (request.body ?? {}) as { email?: unknown; username?: unknown };
  const name = [username, email].find((value) => typeof value === 'string');
  return String(normalizeEmail(name ?? ''));
}

/** The address is counted first, so that one that is refused cannot make others' accounts be refused, too. */
export const attemptLimits = (environment: Environment, storage: ThrottlerStorage): ThrottlerModuleOptions => ({
  storage,
  setHeaders: false,
  throttlers: [
    { name: BY_ADDRESS, ttl: WINDOW_MS, limit: environment.LOGIN_ATTEMPTS_PER_MINUTE * ACCOUNTS_PER_ADDRESS },
    { name: BY_ACCOUNT, ttl: WINDOW_MS, limit: environment.LOGIN_ATTEMPTS_PER_MINUTE, getTracker: accountOf },
  ],
});
