import type { Rows } from '../../common/pagination/cursor.js';
import { Page } from '../../common/pagination/page.dto.js';
import type { UserRole } from '../../common/principal/principal.js';
import type { UserEntity } from '../entities/user.entity.js';

/** An account. */
export class UserResponse {
  id: string;
  /** Null of those who registered with a user name alone. */
  email: string | null;
  /** With which clients of mp3.ai log in; null of those who have none. */
  username: string | null;
  displayName: string | null;
  /** @example "user" */
  role: UserRole;
  disabled: boolean;
  /** Made by the server for clients without credentials (COMPAT_OPEN); nobody can log in with it. */
  builtIn: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** Accounts, newest first. */
export class UserPage extends Page {
  items: UserResponse[];
}

export const toUserResponse = (user: UserEntity): UserResponse => ({
  id: user.id,
  email: user.email,
  username: user.username,
  displayName: user.displayName,
  role: user.role,
  disabled: user.disabledAt !== null,
  builtIn: user.builtIn,
  createdAt: user.createdAt,
  updatedAt: user.updatedAt,
});

export const toUserPage = ({ rows, nextCursor }: Rows<UserEntity>): UserPage => ({
  items: rows.map(toUserResponse),
  nextCursor,
});
