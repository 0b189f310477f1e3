import { TokenExpiredError } from '@nestjs/jwt';
import { UnauthenticatedError } from '../../common/errors/errors.js';

/** What the caller is told about an access token that was refused: whether a refresh would help, and nothing about the reason. */
export const describeRefusal = (reason: unknown): UnauthenticatedError =>
  reason instanceof TokenExpiredError
    ? new UnauthenticatedError('The access token has expired. Get a new one from POST /v1/auth/refresh.')
    : new UnauthenticatedError('The access token is not valid. Log in again.');
