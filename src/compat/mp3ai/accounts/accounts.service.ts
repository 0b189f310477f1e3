import { Injectable } from '@nestjs/common';
import { AccountService } from '../../../auth/account/account.service.js';
import { LoginTokensService } from '../../../auth/api-tokens/login-tokens.service.js';
import { AuthenticationService } from '../../../auth/authentication.service.js';
import type { UserEntity } from '../../../auth/entities/user.entity.js';
import {
  EmailTakenError,
  RegistrationClosedError,
  UsernameTakenError,
  WrongPasswordError,
} from '../../../auth/errors.js';
import { UsersService } from '../../../auth/users/users.service.js';
import { NotFoundError } from '../../../common/errors/errors.js';
import { type Principal, isAdmin } from '../../../common/principal/principal.js';
import { Environment } from '../../../config/environment.js';
import { checkFields } from '../rest/check-fields.js';
import { FieldsError, notFound, permissionDenied, TokenError } from '../rest/rest-error.js';
import type { Mp3aiAccount } from './account.dto.js';
import { USERNAME_TAKEN, readEmail, readPassword, readUsername } from './account-fields.js';
import { passwordFaults } from './password-rules.js';

type Fields = Readonly<Record<string, unknown>>;

/** Who has no user name is called by the email. */
export const nameOf = ({ username, email }: Pick<UserEntity, 'username' | 'email'>): string => username ?? email ?? '';

const toAccount = (user: UserEntity): Mp3aiAccount => ({
  email: user.email ?? '',
  username: nameOf(user),
  id: user.number,
});

/** Failures of accounts as sentences about the fields that mp3.ai's client sent. */
function toSentences(error: unknown, nameField = 'username'): unknown {
  if (error instanceof UsernameTakenError) return new FieldsError({ [nameField]: [USERNAME_TAKEN] });
  if (error instanceof EmailTakenError) {
    return new FieldsError({ email: ['A user with that email address already exists.'] });
  }
  if (error instanceof WrongPasswordError) return new FieldsError({ current_password: ['Invalid password.'] });
  return error;
}

/** Accounts as djoser has them. */
@Injectable()
export class Mp3aiAccounts {
  constructor(
    private readonly environment: Environment,
    private readonly authentication: AuthenticationService,
    private readonly users: UsersService,
    private readonly account: AccountService,
    private readonly tokens: LoginTokensService,
  ) {}

  /** @throws RegistrationClosedError before it is told which names there are; FieldsError */
  async register(given: Fields): Promise<Mp3aiAccount> {
    if (!this.environment.OPEN_REGISTRATION) throw new RegistrationClosedError();
    const username = readUsername(given.username);
    const isTaken = 'value' in username && (await this.isTaken(username.value));
    const fields = checkFields({
      username: isTaken ? { errors: [USERNAME_TAKEN] } : username,
      password: readPassword(given.password),
      email: readEmail(given.email),
    });
    this.checkPassword('password', fields.password, fields);
    const { email, ...names } = fields;
    try {
      return toAccount(await this.authentication.register({ ...names, email: email === '' ? null : email }));
    } catch (error) {
      throw toSentences(error);
    }
  }

  async me(caller: Principal): Promise<Mp3aiAccount> {
    return toAccount(await this.users.get(caller.id));
  }

  /** Oneself; for administrators everybody. */
  async list(caller: Principal): Promise<Mp3aiAccount[]> {
    return isAdmin(caller) ? (await this.users.listAll()).map(toAccount) : [await this.me(caller)];
  }

  /** Oneself by number. @throws RestError 404 for everybody else, except that administrators may read */
  async byNumber(caller: Principal, number: string): Promise<Mp3aiAccount> {
    const user = /^\d{1,9}$/.test(number) ? await this.users.findByNumber(Number(number)) : null;
    if (user === null || (user.id !== caller.id && !isAdmin(caller))) throw notFound();
    return toAccount(user);
  }

  /** Only the email can be changed; other fields do not matter. */
  async update(caller: Principal, given: Fields): Promise<Mp3aiAccount> {
    await this.checkMayManage(caller);
    const { email } = checkFields({ email: readEmail(given.email) });
    if (given.email === undefined) return this.me(caller);
    // With the email logs in who has no user name.
    if ((await this.users.get(caller.id)).username === null) throw permissionDenied();
    try {
      return toAccount(await this.account.changeEmail(caller, email === '' ? null : email));
    } catch (error) {
      throw toSentences(error);
    }
  }

  async delete(caller: Principal, given: Fields): Promise<void> {
    await this.checkMayManage(caller);
    const { current_password: password } = checkFields({ current_password: readPassword(given.current_password) });
    await this.account.delete(caller, password).catch((error: unknown) => {
      // Deleted by another request meanwhile, and the token with it.
      throw error instanceof NotFoundError ? new TokenError('Invalid token.') : toSentences(error);
    });
  }

  async setPassword(caller: Principal, given: Fields): Promise<void> {
    await this.checkMayManage(caller);
    const { new_password: newPassword, current_password: currentPassword } = checkFields({
      new_password: readPassword(given.new_password),
      current_password: readPassword(given.current_password),
    });
    const { username, email } = await this.me(caller);
    this.checkPassword('new_password', newPassword, { username, email });
    const change = { currentPassword, newPassword, revokeApiTokens: false };
    await this.account.changePassword(caller, change).catch((error: unknown) => {
      throw toSentences(error);
    });
  }

  async setUsername(caller: Principal, given: Fields): Promise<void> {
    await this.checkMayManage(caller);
    const { new_username: username, current_password: password } = checkFields({
      new_username: readUsername(given.new_username),
      current_password: readPassword(given.current_password),
    });
    const owner = await this.users.findByUsername(username);
    if (owner?.id !== caller.id && (await this.isTaken(username))) {
      throw new FieldsError({ new_username: [USERNAME_TAKEN] });
    }
    await this.account.changeUsername(caller, username, password).catch((error: unknown) => {
      throw toSentences(error, 'new_username');
    });
  }

  /** @throws RestError unless the caller logged in: API tokens do the work and manage no accounts */
  async checkMayManage({ sessionId, apiTokenId }: Principal): Promise<void> {
    if (sessionId !== undefined) return;
    if (apiTokenId === undefined || !(await this.tokens.isFromLogin(apiTokenId))) throw permissionDenied();
  }

  /** Also by somebody's email, with which they log in where a name is asked for. */
  private async isTaken(username: string): Promise<boolean> {
    return ((await this.users.findByUsername(username)) ?? (await this.users.findByEmail(username))) !== null;
  }

  private checkPassword(field: string, password: string, owner: { username: string; email: string }): void {
    const faults = passwordFaults(password, owner);
    if (faults.length > 0) throw new FieldsError({ [field]: faults });
  }
}
