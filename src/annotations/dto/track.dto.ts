import { IsString, MaxLength, MinLength } from 'class-validator';
import { IsSingleLine } from '../../common/http/is-single-line.decorator.js';
import { Page } from '../../common/pagination/page.dto.js';
import type { AnnotationTrackEntity } from '../entities/annotation-track.entity.js';

/** A set of labels of its own on a recording, as one person's or one model's. */
export class CreateTrackRequest {
  /** Unlike those of the other tracks of the recording. */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @IsSingleLine()
  name: string;
}

export class TrackResponse {
  id: string;
  recordingId: string;
  name: string;
  /** Number of the newest version; 0 before labels are saved for the first time. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** Tracks of a recording, newest first. */
export class TrackPage extends Page {
  items: TrackResponse[];
}

export const toTrackResponse = (track: AnnotationTrackEntity): TrackResponse => ({
  id: track.id,
  recordingId: track.recordingId,
  name: track.name,
  version: track.version,
  createdAt: track.createdAt,
  updatedAt: track.updatedAt,
});
