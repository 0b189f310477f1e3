import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComputeModule } from '../compute/compute.module.js';
import { RecordingsModule } from '../recordings/recordings.module.js';
import { AnnotationActivityController } from './activity/activity.controller.js';
import { AnnotationActivityService } from './activity/activity.service.js';
import { AnnotationsController } from './annotations.controller.js';
import { AnnotationsService } from './annotations.service.js';
import { AnnotationActionEntity } from './entities/annotation-action.entity.js';
import { AnnotationLabelEntity } from './entities/annotation-label.entity.js';
import { AnnotationTrackEntity } from './entities/annotation-track.entity.js';
import { AnnotationVersionEntity } from './entities/annotation-version.entity.js';
import { LabelBodies } from './intake/label-bodies.js';
import { LabelsController } from './labels.controller.js';
import { LabelsService } from './labels.service.js';
import { TracksController } from './tracks.controller.js';
import { TracksService } from './tracks.service.js';
import { VersionWriter } from './versions/version-writer.js';

/** Labels on recordings: tracks and their versions, files of other programs, and the time that labelling takes. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      AnnotationTrackEntity,
      AnnotationVersionEntity,
      AnnotationLabelEntity,
      AnnotationActionEntity,
    ]),
    ComputeModule,
    RecordingsModule,
  ],
  controllers: [TracksController, AnnotationsController, LabelsController, AnnotationActivityController],
  providers: [TracksService, AnnotationsService, LabelsService, AnnotationActivityService, LabelBodies, VersionWriter],
  exports: [TracksService, AnnotationsService, AnnotationActivityService],
})
export class AnnotationsModule {}
