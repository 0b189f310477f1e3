import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-jwt';
import type { Request } from 'express';
import type { Principal } from '../../common/principal/principal.js';
import { readCredential } from '../guards/credential.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { ACCESS_TOKEN_CHECKS } from './access-token.js';
import { SigningSecret } from './signing-secret.js';

export const ACCESS_TOKEN_STRATEGY = 'access-token';

/** Checks the signature and lifetime of an access token, then that its session is still alive. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, ACCESS_TOKEN_STRATEGY) {
  constructor(
    secret: SigningSecret,
    private readonly sessions: SessionsService,
  ) {
    super({
      jwtFromRequest: (request: Request) => readCredential(request.headers.authorization),
      secretOrKey: secret.value,
      ...ACCESS_TOKEN_CHECKS,
    });
  }

  validate(payload: unknown): Promise<Principal> {
    return this.sessions.authenticate(payload);
  }
}
