import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { AccountDeletionService } from '../auth/users/account-deletion.service.js';
import { ModelEntity } from './entities/model.entity.js';
import { InstalledModels } from './installed/installed-models.js';
import { ModelArrivals } from './installed/model-arrivals.js';
import { ModelIntegrity } from './installed/model-integrity.js';
import { ModelDescriptions } from './model-descriptions.js';
import { ModelExport } from './model-export.js';
import { ModelHousekeeping } from './model-housekeeping.js';
import { ModelLibrary } from './model-library.js';
import { ModelLookup } from './model-lookup.js';
import { ModelsController } from './models.controller.js';
import { ModelsService } from './models.service.js';
import { ModelStore } from './store/model-store.js';

/** Which models there are, whose they are, and where their files lie. */
@Module({
  imports: [TypeOrmModule.forFeature([ModelEntity]), AuthModule],
  controllers: [ModelsController],
  providers: [
    ModelsService,
    ModelLookup,
    ModelLibrary,
    ModelDescriptions,
    ModelExport,
    ModelHousekeeping,
    ModelStore,
    InstalledModels,
    ModelArrivals,
    ModelIntegrity,
  ],
  exports: [ModelsService],
})
export class ModelsModule implements OnModuleInit {
  constructor(
    private readonly accounts: AccountDeletionService,
    private readonly library: ModelLibrary,
  ) {}

  onModuleInit(): void {
    this.accounts.register((userId, transaction) => this.library.deleteAllOf(userId, transaction));
  }
}
