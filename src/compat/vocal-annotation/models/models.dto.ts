import { IsOptional } from 'class-validator';

/** Any route about models: where tokens are configured, this holds one. */
export class TokenRequest {
  /** A token of `COMPAT_TOKENS_FILE`, an API token or an access token. */
  @IsOptional()
  token?: string | null;
}

export class AuthResponse {
  success: boolean;
}

/** A model as clients list it. */
export class ListedModel {
  /** @example "whisperseg-base" */
  model_name: string;
  /** `ready`, `queuing` or `training`. */
  status: string;
  /** Time that training still takes as HH:MM:SS, else `--:--:--`. */
  eta: string;
}

export class ListResponse {
  response: ListedModel[];
}
