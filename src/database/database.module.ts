import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DatabaseProfile } from './database-profile.js';
import { DatabaseProfileModule } from './database-profile.module.js';
import { runMigrations } from './run-migrations.js';
import { Transactions } from './transactions.js';

/** The data layer that every feature shares. Features add their entities with `TypeOrmModule.forFeature`. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      imports: [DatabaseProfileModule],
      inject: [DatabaseProfile],
      useFactory: async (profile: DatabaseProfile) => ({
        ...(await profile.open()),
        autoLoadEntities: true,
        retryAttempts: 0,
      }),
      dataSourceFactory: async (options) => {
        const dataSource = await new DataSource(options!).initialize();
        await runMigrations(dataSource, 'url' in options! && options.url !== undefined);
        return dataSource;
      },
    }),
  ],
  providers: [Transactions],
  exports: [Transactions],
})
export class DatabaseModule {}
