import { JwtService } from '@nestjs/jwt';
import { isUUID } from 'class-validator';
import type { SigningSecret } from './signing-secret.js';

export const ACCESS_TOKEN_SECONDS = 15 * 60;

/** How tokens are checked. One algorithm only: a token that names another, or none, is refused whatever its signature. */
export const ACCESS_TOKEN_CHECKS = { algorithms: ['HS256'], issuer: 'earshot' } satisfies {
  algorithms: 'HS256'[];
  issuer: string;
};

/** What an access token says: which user, in which session. Role and state are read from the database at every request. */
export interface AccessTokenClaims {
  readonly sub: string;
  readonly sid: string;
}

/** Whether a payload with a good signature is that of an access token. One without an end would never expire. */
export function isAccessTokenClaims(payload: unknown): payload is AccessTokenClaims {
  const { sub, sid, exp } = (payload ?? {}) as Record<string, unknown>;
  return isUUID(sub) && isUUID(sid) && typeof exp === 'number';
}

export const createJwtService = ({ value }: SigningSecret): JwtService =>
  new JwtService({
    secret: value,
    signOptions: {
      algorithm: ACCESS_TOKEN_CHECKS.algorithms[0],
      issuer: ACCESS_TOKEN_CHECKS.issuer,
      expiresIn: ACCESS_TOKEN_SECONDS,
    },
    verifyOptions: ACCESS_TOKEN_CHECKS,
  });
