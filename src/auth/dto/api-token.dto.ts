import { IsInt, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IfGiven } from '../../common/http/if-given.decorator.js';
import { IsSingleLine } from '../../common/http/is-single-line.decorator.js';
import { Page } from '../../common/pagination/page.dto.js';
import type { Rows } from '../../common/pagination/cursor.js';
import type { CreatedApiToken } from '../api-tokens/api-tokens.service.js';
import type { ApiTokenEntity } from '../entities/api-token.entity.js';

export class CreateApiTokenRequest {
  /** What the token is for. */
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @IsSingleLine()
  name: string;

  /** Left out, the token is good until it is revoked. */
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(3650)
  expiresInDays?: number;
}

/** An API token, without what it takes to use it. */
export class ApiTokenResponse {
  id: string;
  name: string;
  /** How the token begins. */
  prefix: string;
  createdAt: Date;
  /** To the minute; null when it was never used. */
  lastUsedAt: Date | null;
  /** Null when it does not expire. */
  expiresAt: Date | null;
}

/** A new API token. */
export class CreatedApiTokenResponse extends ApiTokenResponse {
  /** The token itself. It is shown this once. */
  token: string;
}

/** API tokens, newest first. */
export class ApiTokenPage extends Page {
  items: ApiTokenResponse[];
}

export const toApiTokenResponse = (token: ApiTokenEntity): ApiTokenResponse => ({
  id: token.id,
  name: token.name,
  prefix: token.prefix,
  createdAt: token.createdAt,
  lastUsedAt: token.lastUsedAt,
  expiresAt: token.expiresAt,
});

export const toCreatedApiTokenResponse = ({ entity, token }: CreatedApiToken): CreatedApiTokenResponse => ({
  ...toApiTokenResponse(entity),
  token,
});

export const toApiTokenPage = ({ rows, nextCursor }: Rows<ApiTokenEntity>): ApiTokenPage => ({
  items: rows.map(toApiTokenResponse),
  nextCursor,
});
