import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { NotFoundError } from '../../common/errors/errors.js';
import type { Rows } from '../../common/pagination/cursor.js';
import { pageNewestFirst } from '../../common/pagination/newest-first.js';
import type { PageQuery } from '../../common/pagination/page.dto.js';
import type { UserRole } from '../../common/principal/principal.js';
import { Transactions } from '../../database/transactions.js';
import type { UpdateUserRequest } from '../dto/user-requests.dto.js';
import { Environment } from '../../config/environment.js';
import { normalizeEmail } from '../email.js';
import { ApiTokenEntity } from '../entities/api-token.entity.js';
import { SessionEntity } from '../entities/session.entity.js';
import { UserEntity } from '../entities/user.entity.js';
import { BuiltInAccountError } from '../errors.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { AccountDeletionService } from './account-deletion.service.js';
import { ensureAnotherAdministrator, lockAdministrators } from './last-administrator.js';
import { insertUser, updateUser } from './user-writes.js';

export interface NewUser {
  /** Null only where there is a user name. */
  readonly email: string | null;
  readonly username?: string | null;
  readonly password: string;
  readonly role: UserRole;
  readonly displayName?: string | null;
}

/** The accounts. Rules on what a password must be like are the callers'; this class keeps one email one account and one administrator. */
@Injectable()
export class UsersService {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly transactions: Transactions,
    private readonly passwords: PasswordHasher,
    private readonly deletion: AccountDeletionService,
    private readonly environment: Environment,
  ) {}

  /** @throws EmailTakenError, UsernameTakenError */
  async create({ email, username = null, password, role, displayName = null }: NewUser): Promise<UserEntity> {
    const passwordHash = await this.passwords.hash(password);
    const names = { email: email === null ? null : normalizeEmail(email), username };
    return insertUser(this.users.manager, { ...names, passwordHash, role, displayName });
  }

  findByEmail(email: string): Promise<UserEntity | null> {
    return this.users.findOneBy({ email: normalizeEmail(email) });
  }

  findByUsername(username: string): Promise<UserEntity | null> {
    return this.users.findOneBy({ username });
  }

  /** By the number that clients which know integers name an account by. */
  findByNumber(number: number): Promise<UserEntity | null> {
    return this.users.findOneBy({ number });
  }

  list(page: PageQuery): Promise<Rows<UserEntity>> {
    return pageNewestFirst(this.users.createQueryBuilder('user'), page);
  }

  /** Every account, by number. */
  listAll(): Promise<UserEntity[]> {
    return this.users.find({ order: { number: 'ASC' } });
  }

  async get(id: string): Promise<UserEntity> {
    const user = await this.users.findOneBy({ id });
    if (user === null) throw new NotFoundError('The user');
    return user;
  }

  /** @throws NotFoundError, EmailTakenError, LastAdministratorError, BuiltInAccountError */
  async update(id: string, { password, disabled, ...changes }: UpdateUserRequest): Promise<UserEntity> {
    const passwordHash = password === undefined ? undefined : await this.passwords.hash(password);
    return this.transactions.run(async ({ manager }) => {
      const administrators = await lockAdministrators(manager);
      const user = await this.lock(manager, id);
      if (user.builtIn && (passwordHash ?? changes.email ?? changes.role) !== undefined) {
        throw new BuiltInAccountError(
          'Nobody logs in with this account; only disabled and displayName can be changed.',
        );
      }
      if (changes.role === 'user' || disabled === true) ensureAnotherAdministrator(administrators, id);
      if (passwordHash !== undefined) await manager.delete(ApiTokenEntity, { userId: id });
      if (passwordHash !== undefined || disabled === true) await manager.delete(SessionEntity, { userId: id });
      const disabledAt = disabled === undefined ? undefined : disabled ? (user.disabledAt ?? new Date()) : null;
      return updateUser(manager, id, {
        ...changes,
        ...(passwordHash !== undefined && { passwordHash }),
        ...(disabledAt !== undefined && { disabledAt }),
      });
    });
  }

  /**
   * Deletes the account with everything that belongs to it, in this feature and in others.
   * @throws NotFoundError, LastAdministratorError, BuiltInAccountError
   */
  delete(id: string): Promise<void> {
    return this.transactions.run(async (transaction) => {
      const { manager } = transaction;
      const administrators = await lockAdministrators(manager);
      const { builtIn } = await this.lock(manager, id);
      if (builtIn && this.environment.COMPAT_OPEN) {
        throw new BuiltInAccountError(
          'Clients without credentials work with this account. Start with COMPAT_OPEN=false to delete it with all its recordings.',
        );
      }
      ensureAnotherAdministrator(administrators, id);
      await this.deletion.announce(id, transaction);
      await manager.delete(UserEntity, { id });
    });
  }

  private async lock(manager: EntityManager, id: string): Promise<UserEntity> {
    const user = await manager.findOne(UserEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (user === null) throw new NotFoundError('The user');
    return user;
  }
}
