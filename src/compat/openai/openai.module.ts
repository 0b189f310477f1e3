import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AudioModule } from '../../audio/audio.module.js';
import { ModelsModule } from '../../models/models.module.js';
import { TranscriptsModule } from '../transcripts/transcripts.module.js';
import { AudioForm } from './audio-form.js';
import { OpenaiAudioController } from './audio.controller.js';
import { OpenaiAudio } from './audio.service.js';
import { RequestedModel } from './requested-model.js';
import { TransientRecordingEntity } from './transient-recording.entity.js';
import { TransientRecordings } from './transient-recordings.js';

/** OpenAI's audio API: transcriptions and translations. */
@Module({
  imports: [TypeOrmModule.forFeature([TransientRecordingEntity]), AudioModule, ModelsModule, TranscriptsModule],
  controllers: [OpenaiAudioController],
  providers: [OpenaiAudio, AudioForm, RequestedModel, TransientRecordings],
})
export class OpenaiModule {}
