import type { Login } from '../authentication.service.js';
import { toUserResponse, type UserResponse } from './user-response.dto.js';

/** A login. */
export class LoginResponse {
  /** Send it as `Authorization: Bearer …`. */
  accessToken: string;
  /** Send it once to POST /v1/auth/refresh, within 30 days. */
  refreshToken: string;
  /** @example "Bearer" */
  tokenType: string;
  /** How long the access token is good. */
  expiresInSeconds: number;
  user: UserResponse;
}

export const toLoginResponse = ({ accessToken, refreshToken, expiresInSeconds, user }: Login): LoginResponse => ({
  accessToken,
  refreshToken,
  tokenType: 'Bearer',
  expiresInSeconds,
  user: toUserResponse(user),
});
