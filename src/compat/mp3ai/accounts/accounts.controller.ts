import { All, Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiBody, ApiExcludeEndpoint } from '@nestjs/swagger';
import { LimitAttempts, LimitAttemptsByAddress } from '../../../auth/throttling/attempt.guard.js';
import { Caller } from '../../../common/principal/principal.decorators.js';
import type { Principal } from '../../../common/principal/principal.js';
import { RestController, RestRoute } from '../rest/rest-route.decorator.js';
import type { RestRouteSettings } from '../rest/rest-route.js';
import {
  Mp3aiAccount,
  Mp3aiConfirmation,
  Mp3aiEmail,
  Mp3aiNewPassword,
  Mp3aiNewUsername,
  Mp3aiRegistration,
} from './account.dto.js';
import { Mp3aiAccounts } from './accounts.service.js';

type Fields = Record<string, unknown>;

const LIST: RestRouteSettings = { methods: ['GET', 'POST', 'HEAD'] };
const ONE: RestRouteSettings = { methods: ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD'] };
const CHANGE: RestRouteSettings = { methods: ['POST'] };

/** Accounts of mp3.ai's clients. Bodies are JSON or forms of either kind. */
@Controller('auth/users')
@RestController()
export class Mp3aiAccountsController {
  constructor(private readonly accounts: Mp3aiAccounts) {}

  /** Register, where OPEN_REGISTRATION allows it. */
  @Post()
  @RestRoute({ ...LIST, isPublic: true })
  @LimitAttemptsByAddress()
  @ApiBody({ type: Mp3aiRegistration })
  register(@Body() fields: Fields): Promise<Mp3aiAccount> {
    return this.accounts.register(fields);
  }

  /** List oneself; for administrators everybody. */
  @Get()
  @RestRoute(LIST)
  list(@Caller() caller: Principal): Promise<Mp3aiAccount[]> {
    return this.accounts.list(caller);
  }

  @All()
  @RestRoute(LIST)
  @ApiExcludeEndpoint()
  noOtherMethods(): void {
    // The guard has answered.
  }

  /** Read one's own account. */
  @Get('me')
  @RestRoute(ONE)
  me(@Caller() caller: Principal): Promise<Mp3aiAccount> {
    return this.accounts.me(caller);
  }

  /** Change one's own email. */
  @Put('me')
  @RestRoute(ONE)
  @ApiBody({ type: Mp3aiEmail })
  replace(@Caller() caller: Principal, @Body() fields: Fields): Promise<Mp3aiAccount> {
    return this.accounts.update(caller, fields);
  }

  /** Change one's own email. */
  @Patch('me')
  @RestRoute(ONE)
  @ApiBody({ type: Mp3aiEmail })
  update(@Caller() caller: Principal, @Body() fields: Fields): Promise<Mp3aiAccount> {
    return this.accounts.update(caller, fields);
  }

  /** Delete one's own account with all its recordings; the password is in the body. */
  @Delete('me')
  @RestRoute(ONE)
  @LimitAttempts()
  @HttpCode(204)
  @ApiBody({ type: Mp3aiConfirmation })
  delete(@Caller() caller: Principal, @Body() fields: Fields): Promise<void> {
    return this.accounts.delete(caller, fields);
  }

  @All('me')
  @RestRoute(ONE)
  @ApiExcludeEndpoint()
  noOtherMethodsOfMe(): void {
    // The guard has answered.
  }

  /** Change one's own password. */
  @Post('set_password')
  @RestRoute(CHANGE)
  @LimitAttempts()
  @HttpCode(204)
  @ApiBody({ type: Mp3aiNewPassword })
  setPassword(@Caller() caller: Principal, @Body() fields: Fields): Promise<void> {
    return this.accounts.setPassword(caller, fields);
  }

  /** Change one's own user name. */
  @Post('set_username')
  @RestRoute(CHANGE)
  @LimitAttempts()
  @HttpCode(204)
  @ApiBody({ type: Mp3aiNewUsername })
  setUsername(@Caller() caller: Principal, @Body() fields: Fields): Promise<void> {
    return this.accounts.setUsername(caller, fields);
  }

  @All(['set_password', 'set_username'])
  @RestRoute(CHANGE)
  @ApiExcludeEndpoint()
  noOtherMethodsOfChanges(): void {
    // The guard has answered.
  }

  /** Read an account by its number: one's own; for administrators any. */
  @Get(':number')
  @RestRoute({ methods: ['GET', 'HEAD'] })
  byNumber(@Caller() caller: Principal, @Param('number') number: string): Promise<Mp3aiAccount> {
    return this.accounts.byNumber(caller, number);
  }

  @All(':number')
  @RestRoute({ methods: ['GET', 'HEAD'] })
  @ApiExcludeEndpoint()
  noOtherMethodsOfOne(): void {
    // The guard has answered.
  }
}
