import { Transform } from 'class-transformer';
import { IsEmail, IsString, MaxLength, ValidateIf } from 'class-validator';
import { IfGiven } from '../../common/http/if-given.decorator.js';
import { normalizeEmail } from '../email.js';

export class LoginRequest {
  /** Of accounts that have one. */
  @Transform(({ value }) => normalizeEmail(value))
  @ValidateIf(({ username }: LoginRequest) => username === undefined)
  @IsEmail({ require_tld: false })
  @MaxLength(254)
  email?: string;

  /** In place of the email. */
  @IfGiven()
  @IsString()
  @MaxLength(150)
  username?: string;

  @IsString()
  @MaxLength(200)
  password: string;
}

export class RefreshRequest {
  @IsString()
  @MaxLength(200)
  refreshToken: string;
}
