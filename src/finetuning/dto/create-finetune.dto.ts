import { Type } from 'class-transformer';
import { IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { IsSingleLine } from '../../common/http/is-single-line.decorator.js';
import { ApiProperty } from '@nestjs/swagger';
import { FinetuneOptions } from './finetune-options.dto.js';

/** What a model is to be called and what it starts from. */
export class FinetuneHead {
  /** Letters, digits, `_`, `.` and `-`; kept in lower case; unlike those of your other models. */
  @IsString()
  @MaxLength(1000)
  name: string;

  /** Name of the model that training starts from. */
  @IsString()
  @MaxLength(200)
  @IsSingleLine()
  baseModel: string = 'segmenter-base';

  @IsOptional()
  @ValidateNested()
  @Type(() => FinetuneOptions)
  options?: FinetuneOptions;
}

/** A stretch of a recording in which every vocalisation is labelled. */
export class TrainingAreaFields {
  onsetSeconds: number;
  /** After the onset. */
  offsetSeconds: number;
  /** Counted from 0; without it, the mean of all channels is heard and labels of all channels count. */
  channel?: number;
}

/** One vocalisation. What it is called may be left out: `Unknown`, `Unknown`, `Vocal`. */
export class TrainingLabelFields {
  onsetSeconds: number;
  /** After the onset. */
  offsetSeconds: number;
  /** Counted from 0; without it, on every channel. */
  channel?: number;
  species?: string;
  individual?: string;
  cluster?: string;
}

/** A recording to learn from. */
export class TrainingRecordingFields {
  recordingId: string;

  /**
   * Where labels are complete: what is not labelled there counts as no vocalisation. `whole-recording` says so of all of it, `span-of-labels` of the
   * time from the first onset to the last offset.
   */
  @ApiProperty({
    oneOf: [
      { type: 'array', items: { $ref: '#/components/schemas/TrainingAreaFields' } },
      { type: 'string', enum: ['whole-recording', 'span-of-labels'] },
    ],
  })
  areas: TrainingAreaFields[] | 'whole-recording' | 'span-of-labels';

  /** These, or a track of annotations. */
  labels?: TrainingLabelFields[];
  /** Track of annotations on this recording, instead of labels. */
  annotationTrackId?: string;
  /** Its version; default: the newest. */
  annotationVersion?: number;
}

/** Trains a model on labels of recordings. */
export class CreateFinetuneRequest extends FinetuneHead {
  recordings: TrainingRecordingFields[];
}
