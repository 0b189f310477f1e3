import { type EntityManager, type QueryDeepPartialEntity, QueryFailedError } from 'typeorm';
import { NotFoundError } from '../../common/errors/errors.js';
import { UserEntity } from '../entities/user.entity.js';
import { EmailTakenError, UsernameTakenError } from '../errors.js';

const UNIQUE_VIOLATION = '23505';

function toNameTaken(error: unknown): unknown {
  if (!(error instanceof QueryFailedError)) return error;
  const { code, constraint } = error.driverError as { code?: string; constraint?: string };
  if (code !== UNIQUE_VIOLATION) return error;
  return constraint === 'users_username' ? new UsernameTakenError() : new EmailTakenError();
}
export type NewUserRow = Pick<UserEntity, 'email' | 'passwordHash' | 'role' | 'displayName'> &
  Partial<Pick<UserEntity, 'builtIn' | 'username'>>;

/** @throws EmailTakenError, UsernameTakenError when another account has it, also when it was taken a moment ago */
export async function insertUser(manager: EntityManager, row: NewUserRow): Promise<UserEntity> {
  const user = manager.create(UserEntity, { builtIn: false, username: null, ...row, disabledAt: null });
  try {
    await manager.insert(UserEntity, user);
  } catch (error) {
    throw toNameTaken(error);
  }
  return user;
}

/** @throws EmailTakenError, UsernameTakenError when another account has it; NotFoundError when the user was just deleted */
export async function updateUser(
  manager: EntityManager,
  id: string,
  changes: QueryDeepPartialEntity<UserEntity>,
): Promise<UserEntity> {
  try {
    if (Object.keys(changes).length > 0) await manager.update(UserEntity, { id }, changes);
  } catch (error) {
    throw toNameTaken(error);
  }
  const user = await manager.findOneBy(UserEntity, { id });
  if (user === null) throw new NotFoundError('The user');
  return user;
}
