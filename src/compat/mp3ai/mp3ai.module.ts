import { Module } from '@nestjs/common';
import { AudioModule } from '../../audio/audio.module.js';
import { AuthModule } from '../../auth/auth.module.js';
import { TranscriptsModule } from '../transcripts/transcripts.module.js';
import { Mp3aiAccountsController } from './accounts/accounts.controller.js';
import { Mp3aiAccounts } from './accounts/accounts.service.js';
import { Mp3aiTokensController } from './accounts/tokens.controller.js';
import { Mp3aiTokens } from './accounts/tokens.service.js';
import { Mp3aiIndexController } from './index.controller.js';
import { RecordingForm } from './recordings/recording-form.js';
import { Mp3aiRecordingsController } from './recordings/recordings.controller.js';
import { Mp3aiRecordings } from './recordings/recordings.service.js';

/** The routes of mp3.ai: accounts, tokens, recordings with transcript, keywords and sentiment. */
@Module({
  imports: [AudioModule, AuthModule, TranscriptsModule],
  controllers: [Mp3aiAccountsController, Mp3aiTokensController, Mp3aiRecordingsController, Mp3aiIndexController],
  providers: [Mp3aiAccounts, Mp3aiTokens, Mp3aiRecordings, RecordingForm],
})
export class Mp3aiModule {}
