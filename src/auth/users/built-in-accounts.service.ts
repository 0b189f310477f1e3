import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Principal } from '../../common/principal/principal.js';
import { normalizeEmail } from '../email.js';
import { UserEntity } from '../entities/user.entity.js';
import { AccountDisabledError } from '../errors.js';
import { createOpaqueToken } from '../opaque-token.js';
import { PasswordHasher } from '../passwords/password-hasher.js';

/** No email addresses, so that nobody can register, be given or log in with one of these. */
const OPEN = 'compat-open';
const CLIENT = 'compat-client:';
const UNIQUE_VIOLATION = '23505';
const LONGEST_DISPLAY_NAME = 100;

/** Accounts that nobody logs in with, which stand for callers that the server knows otherwise. */
@Injectable()
export class BuiltInAccountsService {
  private readonly logger = new Logger(BuiltInAccountsService.name);

  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly passwords: PasswordHasher,
  ) {}

  /**
   * The one account that clients without credentials share where `COMPAT_OPEN` lets them in, made on first use. Its data are seen by
   * them and by administrators.
   * @throws AccountDisabledError when an administrator disabled it
   */
  open(): Promise<Principal> {
    return this.principal(OPEN, 'Clients without credentials (COMPAT_OPEN)');
  }

  /**
   * The account of a user whom `COMPAT_TOKENS_FILE` names: an email address is the account that has it, any other name one of its own.
   * @throws AccountDisabledError when an administrator disabled it
   */
  async ofUser(username: string): Promise<Principal> {
    const existing = await this.users.findOneBy({ email: normalizeEmail(username), builtIn: false });
    if (existing !== null) return toPrincipal(existing);
    return this.principal(CLIENT + username, `${username} (COMPAT_TOKENS_FILE)`.slice(0, LONGEST_DISPLAY_NAME));
  }

  private async principal(name: string, displayName: string): Promise<Principal> {
    return toPrincipal((await this.users.findOneBy({ email: name })) ?? (await this.create(name, displayName)));
  }

  private async create(name: string, displayName: string): Promise<UserEntity> {
    const user = this.users.create({
      email: name,
      displayName,
      // Of a password that nobody knows.
      passwordHash: await this.passwords.hash(createOpaqueToken()),
      role: 'user',
      builtIn: true,
      disabledAt: null,
    });
    try {
      await this.users.insert(user);
    } catch (error) {
      // Another request made it at the same moment.
      if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
      return this.users.findOneByOrFail({ email: name });
    }
    this.logger.log(`Created the account ${user.id}: ${displayName}`);
    return user;
  }
}

function toPrincipal({ id, email, role, disabledAt }: UserEntity): Principal {
  if (disabledAt !== null) throw new AccountDisabledError();
  return { id, email, role };
}
