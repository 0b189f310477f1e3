import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Principal } from '../../common/principal/principal.js';
import { UserEntity } from '../entities/user.entity.js';
import { AccountDisabledError } from '../errors.js';
import { createOpaqueToken } from '../opaque-token.js';
import { PasswordHasher } from '../passwords/password-hasher.js';

/** No email address, so that nobody can register, be given or log in with it. */
const NAME = 'compat-open';
const UNIQUE_VIOLATION = '23505';

/** The one account that clients without credentials share where `COMPAT_OPEN` lets them in. Its data are seen by them and by administrators. */
@Injectable()
export class OpenAccountService {
  private readonly logger = new Logger(OpenAccountService.name);

  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly passwords: PasswordHasher,
  ) {}

  /**
   * The account, made on first use.
   * @throws AccountDisabledError when an administrator disabled it
   */
  async principal(): Promise<Principal> {
    const { id, email, role, disabledAt } = (await this.find()) ?? (await this.create());
    if (disabledAt !== null) throw new AccountDisabledError();
    return { id, email, role };
  }

  private find(): Promise<UserEntity | null> {
    return this.users.findOneBy({ email: NAME });
  }

  private async create(): Promise<UserEntity> {
    const user = this.users.create({
      email: NAME,
      displayName: 'Clients without credentials (COMPAT_OPEN)',
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
      return this.users.findOneByOrFail({ email: NAME });
    }
    this.logger.log(`Created the account ${user.id}, which clients without credentials share`);
    return user;
  }
}
