import { Body, Controller, Delete, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { UuidParam } from '../../common/http/uuid-param.decorator.js';
import { PageQuery } from '../../common/pagination/page.dto.js';
import { Caller } from '../../common/principal/principal.decorators.js';
import type { Principal } from '../../common/principal/principal.js';
import {
  ApiTokenPage,
  CreateApiTokenRequest,
  CreatedApiTokenResponse,
  toApiTokenPage,
  toCreatedApiTokenResponse,
} from '../dto/api-token.dto.js';
import { LoginRequired } from '../guards/login-required.js';
import { ApiTokensService } from './api-tokens.service.js';

/** Personal API tokens: credentials for programs. */
@ApiTags('auth')
@Controller('v1/auth/tokens')
export class ApiTokensController {
  constructor(private readonly tokens: ApiTokensService) {}

  /**
   * Makes an API token and shows it this once.
   * @remarks Send it as `Authorization: Bearer …` or `Authorization: Token …`.
   */
  @Post()
  @LoginRequired()
  @Header('Cache-Control', 'no-store')
  async create(@Caller() caller: Principal, @Body() request: CreateApiTokenRequest): Promise<CreatedApiTokenResponse> {
    return toCreatedApiTokenResponse(await this.tokens.create(caller.id, request));
  }

  /** Lists one's API tokens, newest first. */
  @Get()
  async list(@Caller() caller: Principal, @Query() page: PageQuery): Promise<ApiTokenPage> {
    return toApiTokenPage(await this.tokens.list(caller.id, page));
  }

  /** Revokes an API token at once. */
  @Delete(':id')
  @LoginRequired()
  @HttpCode(204)
  revoke(@Caller() caller: Principal, @UuidParam() id: string): Promise<void> {
    return this.tokens.revoke(caller.id, id);
  }
}
