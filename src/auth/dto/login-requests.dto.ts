import { Transform } from 'class-transformer';
import { IsEmail, IsString, MaxLength } from 'class-validator';
import { normalizeEmail } from '../email.js';

export class LoginRequest {
  @Transform(({ value }) => normalizeEmail(value))
  @IsEmail({ require_tld: false })
  @MaxLength(254)
  email: string;

  @IsString()
  @MaxLength(200)
  password: string;
}

export class RefreshRequest {
  @IsString()
  @MaxLength(200)
  refreshToken: string;
}
