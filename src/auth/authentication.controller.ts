import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Public } from '../common/principal/principal.decorators.js';
import type { Principal } from '../common/principal/principal.js';
import { AuthenticationService } from './authentication.service.js';
import { LoginRequest, RefreshRequest } from './dto/login-requests.dto.js';
import { LoginResponse, toLoginResponse } from './dto/login-response.dto.js';
import { RegisterRequest } from './dto/user-requests.dto.js';
import { toUserResponse, UserResponse } from './dto/user-response.dto.js';
import { LoginRequired } from './guards/login-required.js';
import { SessionsService } from './sessions/sessions.service.js';
import { LimitAttempts, LimitAttemptsByAddress } from './throttling/attempt.guard.js';

/** Logging in and out. */
@ApiTags('auth')
@Controller('v1/auth')
export class AuthenticationController {
  constructor(
    private readonly authentication: AuthenticationService,
    private readonly sessions: SessionsService,
  ) {}

  /** Creates an account of one's own, where the server's OPEN_REGISTRATION allows it. */
  @Public()
  @Post('register')
  @LimitAttemptsByAddress()
  async register(@Body() request: RegisterRequest): Promise<UserResponse> {
    return toUserResponse(await this.authentication.register(request));
  }

  /** Logs in: an access token for 15 minutes, and a refresh token to get the next one with. */
  @Public()
  @Post('login')
  @LimitAttempts()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async login(@Body() { password, ...name }: LoginRequest): Promise<LoginResponse> {
    return toLoginResponse(await this.authentication.login(name, password));
  }

  /**
   * Exchanges a refresh token for a new access token and the next refresh token.
   * @remarks Each is good once: a second use ends the login, so send one refresh at a time and keep the newest.
   */
  @Public()
  @Post('refresh')
  @LimitAttemptsByAddress()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async refresh(@Body() { refreshToken }: RefreshRequest): Promise<LoginResponse> {
    return toLoginResponse(await this.authentication.refresh(refreshToken));
  }

  /** Ends the login that the access token belongs to, at once. */
  @Post('logout')
  @LoginRequired()
  @HttpCode(204)
  logout(@Caller() caller: Principal): Promise<void> {
    return this.sessions.end(caller.sessionId!);
  }
}
