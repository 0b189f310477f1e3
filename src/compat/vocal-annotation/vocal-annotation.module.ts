import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnnotationsModule } from '../../annotations/annotations.module.js';
import { AuthModule } from '../../auth/auth.module.js';
import { ComputeModule } from '../../compute/compute.module.js';
import { FinetuningModule } from '../../finetuning/finetuning.module.js';
import { ModelsModule } from '../../models/models.module.js';
import { RecordingsModule } from '../../recordings/recordings.module.js';
import { SegmentationModule } from '../../segmentation/segmentation.module.js';
import { SpectrogramModule } from '../../spectrogram/spectrogram.module.js';
import { CompatCoreModule } from '../credentials/compat-core.module.js';
import { SegmentsService } from '../segments/segments.service.js';
import { AnnotationTimeController } from './annotation-time/annotation-time.controller.js';
import { AnnotationTimeService } from './annotation-time/annotation-time.service.js';
import { PostedAnnotationsController } from './annotations/posted-annotations.controller.js';
import { PostedAnnotationsEntity } from './annotations/posted-annotations.entity.js';
import { PostsService } from './annotations/posts.service.js';
import { PostedAnnotationsService } from './annotations/posted-annotations.service.js';
import { AudioIdEntity } from './audio-ids/audio-id.entity.js';
import { AudioIdsService } from './audio-ids/audio-ids.service.js';
import { FetchedRecordingEntity } from './metadata/fetched-recording.entity.js';
import { GetMetadataController, MetadataController } from './metadata/metadata.controller.js';
import { MetadataEntity } from './metadata/metadata.entity.js';
import { MetadataService } from './metadata/metadata.service.js';
import { ClipsService } from './sound/clips.service.js';
import { NewAudioFileHandler } from './uploads/new-audio-file.handler.js';
import { UploadsService } from './uploads/uploads.service.js';
import { DummyPictures } from './views/dummy-pictures.js';
import { PicturesService } from './views/pictures.service.js';
import { ViewsService } from './views/views.service.js';
import { VocalAnnotationSweep } from './vocal-annotation-sweep.js';
import { VocalAnnotationController } from './vocal-annotation.controller.js';
import { FinetuneController } from './finetune/finetune.controller.js';
import { FinetuneService } from './finetune/finetune.service.js';
import { NewModels } from './finetune/new-models.service.js';
import { LabelsController } from './labels/labels.controller.js';
import { LabelsService } from './labels/labels.service.js';
import { ClientModels } from './models/client-models.service.js';
import { ModelListsService } from './models/model-lists.service.js';
import { ClientModelsController } from './models/models.controller.js';
import { ClientTokensService } from './tokens/client-tokens.service.js';
import { ModelClients } from './tokens/model-clients.service.js';

/** The annotation back-end: uploads and views, labels of people and models, training. */
@Module({
  imports: [
    TypeOrmModule.forFeature([AudioIdEntity, MetadataEntity, FetchedRecordingEntity, PostedAnnotationsEntity]),
    AnnotationsModule,
    AuthModule,
    CompatCoreModule,
    ComputeModule,
    FinetuningModule,
    ModelsModule,
    RecordingsModule,
    SegmentationModule,
    SpectrogramModule,
  ],
  controllers: [
    VocalAnnotationController,
    MetadataController,
    GetMetadataController,
    PostedAnnotationsController,
    AnnotationTimeController,
    ClientModelsController,
    LabelsController,
    FinetuneController,
  ],
  providers: [
    AudioIdsService,
    VocalAnnotationSweep,
    PostsService,
    UploadsService,
    NewAudioFileHandler,
    PicturesService,
    DummyPictures,
    ViewsService,
    ClipsService,
    MetadataService,
    PostedAnnotationsService,
    AnnotationTimeService,
    ClientTokensService,
    ModelClients,
    ClientModels,
    ModelListsService,
    SegmentsService,
    LabelsService,
    NewModels,
    FinetuneService,
  ],
  exports: [NewAudioFileHandler, ModelClients, ClientModels, ModelListsService, NewModels, SegmentsService],
})
export class VocalAnnotationModule {}
