import { ApplicationError } from '../common/errors/application-error.js';
import { ConflictError, ForbiddenError } from '../common/errors/errors.js';

export class EmailTakenError extends ConflictError {
  constructor() {
    super('email-taken', 'There is already an account with this email.');
  }
}

export class UsernameTakenError extends ConflictError {
  constructor() {
    super('username-taken', 'There is already an account with this user name.');
  }
}

/** Somebody must always be able to administer the server. */
export class LastAdministratorError extends ConflictError {
  constructor() {
    super('last-administrator', 'This is the last enabled administrator. Make another user an administrator first.');
  }
}

/** The caller is logged in, but the password that confirms this action is wrong; 401 would tell clients to log in again. */
export class WrongPasswordError extends ApplicationError {
  constructor(field: string) {
    const message = `${field} is not the password of this account`;
    super(403, 'wrong-password', `${message}.`, { errors: [{ field, message }] });
  }
}

export class AccountDisabledError extends ApplicationError {
  constructor() {
    super(403, 'account-disabled', 'This account is disabled. Ask an administrator to enable it.');
  }
}

/** The account that clients without credentials share is changed by settings, not by requests. */
export class BuiltInAccountError extends ConflictError {
  constructor(message: string) {
    super('built-in-account', message);
  }
}

export class RegistrationClosedError extends ApplicationError {
  constructor() {
    super(403, 'registration-closed', 'Registration is closed. Ask an administrator for an account.');
  }
}

export class LoginRequiredError extends ForbiddenError {
  constructor() {
    super('API tokens cannot manage accounts and credentials. Log in, and send the access token.');
  }
}
