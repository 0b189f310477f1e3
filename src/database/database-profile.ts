import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { join, resolve } from 'node:path';
import type { DataSourceOptions } from 'typeorm';
import { Environment } from '../config/environment.js';
import { embeddedOptions, serverOptions } from './data-source-options.js';
import { DirectoryLock } from './directory-lock.js';
import { EmbeddedPostgres } from './embedded-postgres.js';

/**
 * Decides between the embedded database and a PostgreSQL server, and owns what the embedded one needs: the lock on its directory
 * and the instance, which is closed after every connection.
 */
@Injectable()
export class DatabaseProfile implements OnApplicationShutdown {
  private readonly logger = new Logger(DatabaseProfile.name);
  private lock?: DirectoryLock;
  private embedded?: EmbeddedPostgres;

  constructor(private readonly environment: Environment) {}

  get isShared(): boolean {
    return this.environment.DATABASE_URL !== undefined;
  }

  /** @throws DirectoryLockedError when another process uses the embedded directory */
  async open(): Promise<DataSourceOptions> {
    if (this.environment.DATABASE_URL !== undefined) return serverOptions(this.environment.DATABASE_URL);
    const directory = resolve(this.environment.DATA_DIR);
    this.lock = DirectoryLock.acquire(directory);
    this.embedded = await EmbeddedPostgres.open(join(directory, 'database'), (reason) => this.breakDown(reason));
    return embeddedOptions(this.embedded);
  }

  /** As if killed: whatever tried to end in order would wait for the database. */
  private breakDown(reason: string): void {
    this.logger.fatal(
      `The embedded database stopped: ${reason}. Nothing that was answered is lost; mend this and start Earshot again.`,
    );
    process.exit(1);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.embedded?.close();
    this.lock?.release();
  }
}
