import { type EntityManager, type QueryDeepPartialEntity, QueryFailedError } from 'typeorm';
import { NotFoundError } from '../../common/errors/errors.js';
import { UserEntity } from '../entities/user.entity.js';
import { EmailTakenError } from '../errors.js';

const UNIQUE_VIOLATION = '23505';

function toEmailTaken(error: unknown): unknown {
  const isUnique =
    error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNIQUE_VIOLATION;
  return isUnique ? new EmailTakenError() : error;
}
export type NewUserRow = Pick<UserEntity, 'email' | 'passwordHash' | 'role' | 'displayName'> &
  Partial<Pick<UserEntity, 'builtIn'>>;

/** @throws EmailTakenError when another account has the email, also when it was taken a moment ago */
export async function insertUser(manager: EntityManager, row: NewUserRow): Promise<UserEntity> {
  const user = manager.create(UserEntity, { builtIn: false, ...row, disabledAt: null });
  try {
    await manager.insert(UserEntity, user);
  } catch (error) {
    throw toEmailTaken(error);
  }
  return user;
}

/** @throws EmailTakenError when another account has the email; NotFoundError when the user was just deleted */
export async function updateUser(
  manager: EntityManager,
  id: string,
  changes: QueryDeepPartialEntity<UserEntity>,
): Promise<UserEntity> {
  try {
    if (Object.keys(changes).length > 0) await manager.update(UserEntity, { id }, changes);
  } catch (error) {
    throw toEmailTaken(error);
  }
  const user = await manager.findOneBy(UserEntity, { id });
  if (user === null) throw new NotFoundError('The user');
  return user;
}
