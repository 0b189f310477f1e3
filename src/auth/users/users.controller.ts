import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { UuidParam } from '../../common/http/uuid-param.decorator.js';
import { PageQuery } from '../../common/pagination/page.dto.js';
import { AdminOnly } from '../../common/principal/principal.decorators.js';
import { CreateUserRequest, UpdateUserRequest } from '../dto/user-requests.dto.js';
import { toUserPage, toUserResponse, UserPage, UserResponse } from '../dto/user-response.dto.js';
import { LoginRequired } from '../guards/login-required.js';
import { UsersService } from './users.service.js';

/** Accounts, for administrators. */
@ApiTags('users')
@AdminOnly()
@Controller('v1/users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  /** Lists accounts, newest first. */
  @Get()
  async list(@Query() page: PageQuery): Promise<UserPage> {
    return toUserPage(await this.users.list(page));
  }

  /** Creates an account. */
  @Post()
  @LoginRequired()
  async create(@Body() request: CreateUserRequest): Promise<UserResponse> {
    return toUserResponse(await this.users.create(request));
  }

  /** Answers one account. */
  @Get(':id')
  async get(@UuidParam() id: string): Promise<UserResponse> {
    return toUserResponse(await this.users.get(id));
  }

  /** Changes role, name, email or password of an account, disables or enables it. */
  @Patch(':id')
  @LoginRequired()
  async update(@UuidParam() id: string, @Body() request: UpdateUserRequest): Promise<UserResponse> {
    return toUserResponse(await this.users.update(id, request));
  }

  /** Deletes an account with all its recordings. */
  @Delete(':id')
  @LoginRequired()
  @HttpCode(204)
  delete(@UuidParam() id: string): Promise<void> {
    return this.users.delete(id);
  }
}
