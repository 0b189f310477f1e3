export const USER_ROLES = ['admin', 'user'] as const;
export type UserRole = (typeof USER_ROLES)[number];

/** Who is calling: what the guards put on the request. */
export interface Principal {
  readonly id: string;
  /** Null of an account that has a user name only. */
  readonly email: string | null;
  readonly role: UserRole;
  /** Set when the caller logged in; absent for API tokens. */
  readonly sessionId?: string;
  /** Set when the caller came with an API token. */
  readonly apiTokenId?: string;
}

export const isAdmin = (principal: Principal): boolean => principal.role === 'admin';
