import { Module } from '@nestjs/common';
import { RecordingsModule } from '../recordings/recordings.module.js';
import { CompatCoreModule } from './credentials/compat-core.module.js';
import { Mp3aiModule } from './mp3ai/mp3ai.module.js';
import { OpenaiModule } from './openai/openai.module.js';
import { UPLOAD_HANDLERS, type UploadHandler } from './upload/upload-handler.js';
import { UploadController } from './upload/upload.controller.js';
import { UploadService } from './upload/upload.service.js';
import { NewAudioFileHandler } from './vocal-annotation/uploads/new-audio-file.handler.js';
import { VocalAnnotationModule } from './vocal-annotation/vocal-annotation.module.js';
import { WhispersegModule } from './whisperseg/whisperseg.module.js';

/** The routes of older systems, for their unmodified clients. */
@Module({
  imports: [CompatCoreModule, Mp3aiModule, OpenaiModule, RecordingsModule, VocalAnnotationModule, WhispersegModule],
  controllers: [UploadController],
  providers: [
    UploadService,
    { provide: UPLOAD_HANDLERS, inject: [NewAudioFileHandler], useFactory: (...all: UploadHandler[]) => all },
  ],
  exports: [CompatCoreModule],
})
export class CompatModule {}
