import { Injectable } from '@nestjs/common';
import { InvalidRequestError } from '../../common/errors/errors.js';
import type { Principal } from '../../common/principal/principal.js';
import { Transactions } from '../../database/transactions.js';
import type { ChangePasswordRequest, UpdateAccountRequest } from '../dto/account-requests.dto.js';
import { ApiTokenEntity } from '../entities/api-token.entity.js';
import { normalizeEmail } from '../email.js';
import type { UserEntity } from '../entities/user.entity.js';
import { WrongPasswordError } from '../errors.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { updateUser } from '../users/user-writes.js';
import { UsersService } from '../users/users.service.js';

/** What people do with their own account. */
@Injectable()
export class AccountService {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly passwords: PasswordHasher,
    private readonly transactions: Transactions,
  ) {}

  get(caller: Principal): Promise<UserEntity> {
    return this.users.get(caller.id);
  }

  /** @throws WrongPasswordError, EmailTakenError */
  async update(caller: Principal, { currentPassword, email, ...changes }: UpdateAccountRequest): Promise<UserEntity> {
    const emailChanges = email !== undefined && email !== caller.email;
    if (emailChanges) {
      if (currentPassword === undefined) {
        throw InvalidRequestError.forField('currentPassword', 'is needed to change the email');
      }
      await this.verifyPassword(caller, currentPassword, 'currentPassword');
    }
    return this.transactions.run(({ manager }) =>
      updateUser(manager, caller.id, { ...changes, ...(emailChanges && { email }) }),
    );
  }

  /**
   * Ends every other session: whoever else knows the old password is out. API tokens stay unless the caller wants them revoked.
   * @throws WrongPasswordError
   */
  async changePassword(
    caller: Principal,
    { currentPassword, newPassword, revokeApiTokens }: ChangePasswordRequest,
  ): Promise<void> {
    await this.verifyPassword(caller, currentPassword, 'currentPassword');
    const passwordHash = await this.passwords.hash(newPassword);
    await this.transactions.run(async ({ manager }) => {
      await updateUser(manager, caller.id, { passwordHash });
      await this.sessions.endOthers(manager, caller.id, caller.sessionId);
      if (revokeApiTokens) await manager.delete(ApiTokenEntity, { userId: caller.id });
    });
  }

  /** @throws WrongPasswordError, UsernameTakenError */
  async changeUsername(caller: Principal, username: string, password: string): Promise<void> {
    await this.verifyPassword(caller, password, 'password');
    await this.transactions.run(({ manager }) => updateUser(manager, caller.id, { username }));
  }

  /**
   * Changes the email without asking for the password, for clients that do not send it: with a login of theirs it is not what lets in.
   * @throws EmailTakenError
   */
  changeEmail(caller: Principal, email: string | null): Promise<UserEntity> {
    return this.transactions.run(({ manager }) =>
      updateUser(manager, caller.id, { email: email === null ? null : normalizeEmail(email) }),
    );
  }

  /** @throws WrongPasswordError, LastAdministratorError */
  async delete(caller: Principal, password: string): Promise<void> {
    await this.verifyPassword(caller, password, 'password');
    await this.users.delete(caller.id);
  }

  private async verifyPassword(caller: Principal, password: string, field: string): Promise<void> {
    const { passwordHash } = await this.users.get(caller.id);
    if (!(await this.passwords.verify(passwordHash, password))) throw new WrongPasswordError(field);
  }
}
