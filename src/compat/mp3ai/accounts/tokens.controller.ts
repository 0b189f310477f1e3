import { All, Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiExcludeEndpoint } from '@nestjs/swagger';
import { LimitAttempts } from '../../../auth/throttling/attempt.guard.js';
import { Caller } from '../../../common/principal/principal.decorators.js';
import type { Principal } from '../../../common/principal/principal.js';
import { RestController, RestRoute } from '../rest/rest-route.decorator.js';
import { Mp3aiCredentials, Mp3aiToken } from './account.dto.js';
import { Mp3aiTokens } from './tokens.service.js';

const ONLY_POST = { methods: ['POST'] };

/** Logging in and out with mp3.ai's client. */
@Controller('auth/token')
@RestController()
export class Mp3aiTokensController {
  constructor(private readonly tokens: Mp3aiTokens) {}

  /** Log in: the token of the account. */
  @Post('login')
  @HttpCode(200)
  @RestRoute({ ...ONLY_POST, isPublic: true })
  @LimitAttempts()
  @ApiBody({ type: Mp3aiCredentials })
  login(@Body() fields: Record<string, unknown>): Promise<Mp3aiToken> {
    return this.tokens.login(fields);
  }

  /** Log out: the token that was sent is no longer good. */
  @Post('logout')
  @HttpCode(204)
  @RestRoute(ONLY_POST)
  logout(@Caller() caller: Principal): Promise<void> {
    return this.tokens.logout(caller);
  }

  @All('login')
  @RestRoute({ ...ONLY_POST, isPublic: true })
  @ApiExcludeEndpoint()
  noOtherMethodsOfLogin(): void {
    // The guard has answered.
  }

  @All('logout')
  @RestRoute(ONLY_POST)
  @ApiExcludeEndpoint()
  noOtherMethodsOfLogout(): void {
    // The guard has answered.
  }
}
