import { type EntityManager, IsNull } from 'typeorm';
import { UserEntity } from '../entities/user.entity.js';
import { LastAdministratorError } from '../errors.js';

/**
 * Locks every enabled administrator until the transaction ends, so that two administrators who remove each other at the same
 * moment do so one after the other. Call it before any other lock of the transaction: a fixed order cannot deadlock.
 */
export async function lockAdministrators(manager: EntityManager): Promise<readonly string[]> {
  const administrators = await manager.find(UserEntity, {
    select: { id: true },
    where: { role: 'admin', disabledAt: IsNull() },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  return administrators.map(({ id }) => id);
}

/** @throws LastAdministratorError when nobody but `userId` could administer the server */
export function ensureAnotherAdministrator(administrators: readonly string[], userId: string): void {
  if (administrators.length === 1 && administrators[0] === userId) throw new LastAdministratorError();
}
