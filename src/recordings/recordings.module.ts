import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnalysesModule } from '../analyses/analyses.module.js';
import { AudioModule } from '../audio/audio.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { AccountDeletionService } from '../auth/users/account-deletion.service.js';
import { ComputeModule } from '../compute/compute.module.js';
import { IdempotencyModule } from '../common/idempotency/idempotency.module.js';
import { RecordingEntity } from './entities/recording.entity.js';
import { RecordingIntake } from './intake/recording-intake.js';
import { RecordingAudio } from './recording-audio.js';
import { RecordingCreation } from './recording-creation.js';
import { RecordingHousekeeping } from './recording-housekeeping.js';
import { RecordingsController } from './recordings.controller.js';
import { RecordingsService } from './recordings.service.js';
import { AddressGuard, HostResolver } from './url-import/address-guard.js';
import { UrlFetcher } from './url-import/url-fetcher.js';

/** Recordings: taking them in, listing, reading, changing and deleting them. */
@Module({
  imports: [
    TypeOrmModule.forFeature([RecordingEntity]),
    IdempotencyModule,
    AuthModule,
    AnalysesModule,
    AudioModule,
    ComputeModule,
  ],
  controllers: [RecordingsController],
  providers: [
    RecordingsService,
    RecordingCreation,
    RecordingAudio,
    RecordingIntake,
    RecordingHousekeeping,
    HostResolver,
    AddressGuard,
    UrlFetcher,
  ],
  exports: [RecordingsService, RecordingIntake],
})
export class RecordingsModule implements OnModuleInit {
  constructor(
    private readonly accounts: AccountDeletionService,
    private readonly recordings: RecordingsService,
  ) {}

  onModuleInit(): void {
    this.accounts.register((userId, transaction) => this.recordings.deleteAllOf(userId, transaction));
  }
}
