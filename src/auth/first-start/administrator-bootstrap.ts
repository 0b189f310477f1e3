import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Environment } from '../../config/environment.js';
import { Transactions } from '../../database/transactions.js';
import { normalizeEmail } from '../email.js';
import { UserEntity } from '../entities/user.entity.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { insertUser } from '../users/user-writes.js';

/** Any constant does; it must only be the same in every process that shares the database. */
const BOOTSTRAP_LOCK = 7_364_202;
const GENERATED_BYTES = 15;

/** Creates the administrator when there is no user at all. Of several processes that start at once, one does it. */
@Injectable()
export class AdministratorBootstrap implements OnApplicationBootstrap {
  private readonly logger = new Logger(AdministratorBootstrap.name);

  constructor(
    private readonly environment: Environment,
    private readonly transactions: Transactions,
    private readonly passwords: PasswordHasher,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.environment.ROLE === 'worker') return;
    await this.transactions.run(async (transaction) => {
      const { manager } = transaction;
      await manager.query('SELECT pg_advisory_xact_lock($1)', [BOOTSTRAP_LOCK]);
      if (await manager.exists(UserEntity)) return;
      const given = this.environment.ADMIN_PASSWORD;
      const password = given ?? randomBytes(GENERATED_BYTES).toString('base64url');
      const email = normalizeEmail(this.environment.ADMIN_EMAIL);
      const passwordHash = await this.passwords.hash(password);
      await insertUser(manager, { email, passwordHash, role: 'admin', displayName: null });
      transaction.afterCommit(() => {
        if (given === undefined) this.print(email, password);
        else this.logger.log(`Created the administrator ${email} with the password of ADMIN_PASSWORD.`);
      });
    });
  }

  /** Past the log, which is kept and read by others. */
  private print(email: string, password: string): void {
    process.stdout.write(
      `\nEarshot has created its administrator. Note the password, it is not shown again:\n\n` +
        `  email:    ${email}\n  password: ${password}\n\nChange it with POST /v1/auth/password.\n\n`,
    );
  }
}
