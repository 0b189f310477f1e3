import type { ExecutionContext } from '@nestjs/common';
import type { ThrottlerModuleOptions, ThrottlerStorage } from '@nestjs/throttler';
import { Environment } from '../../config/environment.js';
import { attemptLimits } from './attempt-limits.js';

describe('attemptLimits', () => {
  const environment = Object.assign(new Environment(), { LOGIN_ATTEMPTS_PER_MINUTE: 7 });
  const options = attemptLimits(environment, {} as ThrottlerStorage) as Exclude<ThrottlerModuleOptions, unknown[]>;
  const [address, account] = options.throttlers;

  it('counts the address before the account, and allows it three accounts’ worth', () => {
    expect(address).toMatchObject({ name: 'address', limit: 21, ttl: 60_000 });
    expect(account).toMatchObject({ name: 'account', limit: 7, ttl: 60_000 });
  });

  it.each([
    ['the email that is tried', { body: { email: ' ADA@example.org' } }, 'ada@example.org'],
    ['the caller who confirms something', { user: { id: 'an-id' }, body: { email: 'x@example.org' } }, 'an-id'],
    ['no account', { body: { email: { $ne: '' } } }, ''],
    ['no account', {}, ''],
  ])('counts for %s', async (_case, request, tracker) => {
    expect(await account.getTracker!(request, {} as ExecutionContext)).toBe(tracker);
  });
});
