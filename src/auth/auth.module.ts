import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtService } from '@nestjs/jwt';
import { ThrottlerModule } from '@nestjs/throttler';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Environment } from '../config/environment.js';
import { createJwtService } from './access-tokens/access-token.js';
import { AccessTokenStrategy } from './access-tokens/access-token.strategy.js';
import { loadSigningSecret, SigningSecret } from './access-tokens/signing-secret.js';
import { AccountController } from './account/account.controller.js';
import { AccountService } from './account/account.service.js';
import { ApiTokensController } from './api-tokens/api-tokens.controller.js';
import { ApiTokensService } from './api-tokens/api-tokens.service.js';
import { LoginTokensService } from './api-tokens/login-tokens.service.js';
import { AuthenticationController } from './authentication.controller.js';
import { AuthenticationService } from './authentication.service.js';
import { ApiTokenEntity } from './entities/api-token.entity.js';
import { AttemptWindowEntity } from './entities/attempt-window.entity.js';
import { RefreshTokenEntity } from './entities/refresh-token.entity.js';
import { SessionEntity } from './entities/session.entity.js';
import { UserEntity } from './entities/user.entity.js';
import { ExpirySweep } from './expiry-sweep.js';
import { AdministratorBootstrap } from './first-start/administrator-bootstrap.js';
import { AdminGuard } from './guards/admin.guard.js';
import { AuthenticationGuard } from './guards/authentication.guard.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { SessionsService } from './sessions/sessions.service.js';
import { attemptLimits } from './throttling/attempt-limits.js';
import { AttemptStorage } from './throttling/attempt-storage.js';
import { AccountDeletionService } from './users/account-deletion.service.js';
import { BuiltInAccountsService } from './users/built-in-accounts.service.js';
import { UsersController } from './users/users.controller.js';
import { UsersService } from './users/users.service.js';

/** Accounts, logins and API tokens, and the guards that every route of the application passes. */
@Module({
  imports: [
    TypeOrmModule.forFeature([UserEntity, SessionEntity, RefreshTokenEntity, ApiTokenEntity, AttemptWindowEntity]),
    ThrottlerModule.forRootAsync({
      inject: [Environment, DataSource],
      useFactory: (environment: Environment, { manager }: DataSource) =>
        attemptLimits(environment, new AttemptStorage(manager)),
    }),
  ],
  controllers: [AuthenticationController, AccountController, ApiTokensController, UsersController],
  providers: [
    { provide: SigningSecret, inject: [Environment], useFactory: loadSigningSecret },
    { provide: JwtService, inject: [SigningSecret], useFactory: createJwtService },
    { provide: APP_GUARD, useClass: AuthenticationGuard },
    { provide: APP_GUARD, useClass: AdminGuard },
    AccessTokenStrategy,
    AccountDeletionService,
    AccountService,
    AdministratorBootstrap,
    ApiTokensService,
    AuthenticationService,
    ExpirySweep,
    LoginTokensService,
    BuiltInAccountsService,
    PasswordHasher,
    SessionsService,
    UsersService,
  ],
  exports: [
    AccountDeletionService,
    AccountService,
    ApiTokensService,
    AuthenticationService,
    BuiltInAccountsService,
    LoginTokensService,
    UsersService,
  ],
})
export class AuthModule {}
