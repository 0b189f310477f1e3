import { applyDecorators, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import { SkipThrottle, ThrottlerGuard, type ThrottlerLimitDetail } from '@nestjs/throttler';
import { TooManyRequestsError } from '../../common/errors/errors.js';
import { BY_ACCOUNT } from './attempt-limits.js';

/** Refuses with 429 once an address or an account was tried too often. */
@Injectable()
class AttemptGuard extends ThrottlerGuard {
  protected override throwThrottlingException(
    _context: ExecutionContext,
    { timeToBlockExpire }: ThrottlerLimitDetail,
  ): Promise<void> {
    throw new TooManyRequestsError(
      'too-many-attempts',
      `Too many attempts. Try again in ${timeToBlockExpire} seconds.`,
      timeToBlockExpire,
    );
  }
}

/** Limits how often one address and one account may try this route. */
export const LimitAttempts = (): MethodDecorator => UseGuards(AttemptGuard);

/** Limits how often one address may try this route. */
export const LimitAttemptsByAddress = (): MethodDecorator =>
  applyDecorators(UseGuards(AttemptGuard), SkipThrottle({ [BY_ACCOUNT]: true }));
