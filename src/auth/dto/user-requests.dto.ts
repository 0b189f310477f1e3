import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsEmail, IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { IfGiven } from '../../common/http/if-given.decorator.js';
import { IsSingleLine } from '../../common/http/is-single-line.decorator.js';
import { USER_ROLES, type UserRole } from '../../common/principal/principal.js';
import { normalizeEmail } from '../email.js';

/** A new account of one's own. */
export class RegisterRequest {
  @Transform(({ value }) => normalizeEmail(value))
  @IsEmail({ require_tld: false })
  @MaxLength(254)
  email: string;

  /** 10 to 200 characters of any kind; a passphrase is best. */
  @IsString()
  @MinLength(10)
  @MaxLength(200)
  password: string;

  /** Name to show. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @IsSingleLine()
  displayName?: string | null;
}

/** A new account for somebody. */
export class CreateUserRequest extends RegisterRequest {
  @IfGiven()
  @IsIn(USER_ROLES)
  @ApiPropertyOptional()
  role: UserRole = 'user';
}

/** Changes to somebody's account; what is left out stays. */
export class UpdateUserRequest {
  @IfGiven()
  @Transform(({ value }) => normalizeEmail(value))
  @IsEmail({ require_tld: false })
  @MaxLength(254)
  email?: string;

  /** Name to show; null removes it. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @IsSingleLine()
  displayName?: string | null;

  @IfGiven()
  @IsIn(USER_ROLES)
  role?: UserRole;

  /** A disabled user cannot log in, and every login and API token of theirs is refused at once. */
  @IfGiven()
  @IsBoolean()
  disabled?: boolean;

  /** A new password; ends every login of the user and revokes their API tokens. */
  @IfGiven()
  @IsString()
  @MinLength(10)
  @MaxLength(200)
  password?: string;
}
