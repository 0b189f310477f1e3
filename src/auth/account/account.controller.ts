import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller } from '../../common/principal/principal.decorators.js';
import type { Principal } from '../../common/principal/principal.js';
import { ChangePasswordRequest, DeleteAccountRequest, UpdateAccountRequest } from '../dto/account-requests.dto.js';
import { toUserResponse, UserResponse } from '../dto/user-response.dto.js';
import { LoginRequired } from '../guards/login-required.js';
import { LimitAttempts } from '../throttling/attempt.guard.js';
import { AccountService } from './account.service.js';

/** One's own account. */
@ApiTags('auth')
@Controller('v1/auth')
export class AccountController {
  constructor(private readonly account: AccountService) {}

  /** Answers one's own account. */
  @Get('me')
  async get(@Caller() caller: Principal): Promise<UserResponse> {
    return toUserResponse(await this.account.get(caller));
  }

  /** Changes one's own name or email. */
  @Patch('me')
  @LoginRequired()
  @LimitAttempts()
  async update(@Caller() caller: Principal, @Body() request: UpdateAccountRequest): Promise<UserResponse> {
    return toUserResponse(await this.account.update(caller, request));
  }

  /** Deletes one's own account with all its recordings. */
  @Delete('me')
  @LoginRequired()
  @LimitAttempts()
  @HttpCode(204)
  delete(@Caller() caller: Principal, @Body() { password }: DeleteAccountRequest): Promise<void> {
    return this.account.delete(caller, password);
  }

  /** Changes one's own password and ends every other login. */
  @Post('password')
  @LoginRequired()
  @LimitAttempts()
  @HttpCode(204)
  changePassword(@Caller() caller: Principal, @Body() request: ChangePasswordRequest): Promise<void> {
    return this.account.changePassword(caller, request);
  }
}
