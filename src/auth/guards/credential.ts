import { UnauthenticatedError } from '../../common/errors/errors.js';

const AUTHORIZATION = /^(?:Bearer|Token) +([\w\-.~+/=]{1,4096})$/i;

/**
 * The token of an `Authorization` header, whose scheme is `Bearer` or `Token`.
 * @throws UnauthenticatedError when the header is missing or malformed
 */
export function readCredential(header: string | undefined): string {
  if (header === undefined) throw new UnauthenticatedError();
  const match = AUTHORIZATION.exec(header.trim());
  if (match === null) throw new UnauthenticatedError('The Authorization header must be "Bearer <token>".');
  return match[1];
}

/** Access tokens are JWTs, three parts between dots; every other credential is an API token. */
export const isAccessToken = (credential: string): boolean => credential.split('.').length === 3;
