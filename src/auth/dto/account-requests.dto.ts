import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsEmail, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { IfGiven } from '../../common/http/if-given.decorator.js';
import { IsSingleLine } from '../../common/http/is-single-line.decorator.js';
import { normalizeEmail } from '../email.js';

/** Changes to one's own account; what is left out stays. */
export class UpdateAccountRequest {
  /** Name to show; null removes it. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @IsSingleLine()
  displayName?: string | null;

  /** A new address to log in with; needs `currentPassword`. */
  @IfGiven()
  @Transform(({ value }) => normalizeEmail(value))
  @IsEmail({ require_tld: false })
  @MaxLength(254)
  email?: string;

  /** Confirms a change of email. */
  @IfGiven()
  @IsString()
  @MaxLength(200)
  currentPassword?: string;
}

export class ChangePasswordRequest {
  @IsString()
  @MaxLength(200)
  currentPassword: string;

  /** 10 to 200 characters of any kind; a passphrase is best. */
  @IsString()
  @MinLength(10)
  @MaxLength(200)
  newPassword: string;

  /** Also revokes every API token. */
  @IfGiven()
  @IsBoolean()
  @ApiPropertyOptional()
  revokeApiTokens: boolean = false;
}

export class DeleteAccountRequest {
  /** Confirms that it is really you. */
  @IsString()
  @MaxLength(200)
  password: string;
}
