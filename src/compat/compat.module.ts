import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnnotationsModule } from '../annotations/annotations.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { ComputeModule } from '../compute/compute.module.js';
import { RecordingsModule } from '../recordings/recordings.module.js';
import { SpectrogramModule } from '../spectrogram/spectrogram.module.js';
import { JsonBodies } from './body/json-bodies.service.js';
import { CompatCredentials } from './credentials/compat-credentials.service.js';
import { OpenServerNotice } from './credentials/open-server-notice.js';
import { UPLOAD_HANDLERS, type UploadHandler } from './upload/upload-handler.js';
import { UploadController } from './upload/upload.controller.js';
import { UploadService } from './upload/upload.service.js';
import { AnnotationTimeController } from './vocal-annotation/annotation-time/annotation-time.controller.js';
import { AnnotationTimeService } from './vocal-annotation/annotation-time/annotation-time.service.js';
import { PostedAnnotationsController } from './vocal-annotation/annotations/posted-annotations.controller.js';
import { PostedAnnotationsEntity } from './vocal-annotation/annotations/posted-annotations.entity.js';
import { PostedAnnotationsService } from './vocal-annotation/annotations/posted-annotations.service.js';
import { AudioIdEntity } from './vocal-annotation/audio-ids/audio-id.entity.js';
import { AudioIdsService } from './vocal-annotation/audio-ids/audio-ids.service.js';
import { IdleSweep } from './vocal-annotation/audio-ids/idle-sweep.js';
import { FetchedRecordingEntity } from './vocal-annotation/metadata/fetched-recording.entity.js';
import { GetMetadataController, MetadataController } from './vocal-annotation/metadata/metadata.controller.js';
import { MetadataEntity } from './vocal-annotation/metadata/metadata.entity.js';
import { MetadataService } from './vocal-annotation/metadata/metadata.service.js';
import { ClipsService } from './vocal-annotation/sound/clips.service.js';
import { NewAudioFileHandler } from './vocal-annotation/uploads/new-audio-file.handler.js';
import { UploadsService } from './vocal-annotation/uploads/uploads.service.js';
import { DummyPictures } from './vocal-annotation/views/dummy-pictures.js';
import { PicturesService } from './vocal-annotation/views/pictures.service.js';
import { ViewsService } from './vocal-annotation/views/views.service.js';
import { VocalAnnotationController } from './vocal-annotation/vocal-annotation.controller.js';

/** The routes of older systems, for their unmodified clients. */
@Module({
  imports: [
    TypeOrmModule.forFeature([AudioIdEntity, MetadataEntity, FetchedRecordingEntity, PostedAnnotationsEntity]),
    AnnotationsModule,
    AuthModule,
    ComputeModule,
    RecordingsModule,
    SpectrogramModule,
  ],
  controllers: [
    UploadController,
    VocalAnnotationController,
    MetadataController,
    GetMetadataController,
    PostedAnnotationsController,
    AnnotationTimeController,
  ],
  providers: [
    CompatCredentials,
    JsonBodies,
    OpenServerNotice,
    UploadService,
    AudioIdsService,
    IdleSweep,
    UploadsService,
    NewAudioFileHandler,
    PicturesService,
    DummyPictures,
    ViewsService,
    ClipsService,
    MetadataService,
    PostedAnnotationsService,
    AnnotationTimeService,
    { provide: UPLOAD_HANDLERS, inject: [NewAudioFileHandler], useFactory: (...all: UploadHandler[]) => all },
  ],
  exports: [CompatCredentials, JsonBodies],
})
export class CompatModule {}
