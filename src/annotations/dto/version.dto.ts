import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, type TransformFnParams, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsSingleLine } from '../../common/http/is-single-line.decorator.js';
import { Page } from '../../common/pagination/page.dto.js';
import type { AnnotationVersionEntity } from '../entities/annotation-version.entity.js';
import { TIER_MEANINGS, type TierMeaning } from '../formats/label-format.js';
import { LABEL_FORMAT_NAMES, type LabelFormatName } from '../formats/label-formats.js';
import { CHANGES, type Change } from '../versions/compare-versions.js';
import { SAVE_MODES, type SaveMode } from '../versions/write-version.js';
import { LabelFields, LabelResponse } from './label.dto.js';

/** What Praat writes is known by its name, too. */
const toFormatName = ({ value }: TransformFnParams): unknown => (value === 'praat' ? 'textgrid' : (value as unknown));

/** How to save labels as the next version. */
export class SaveVersionQuery {
  /** `replace`: the labels sent are all that the version has. `append`: they are added; one with the id of a present label takes its place. */
  @IsIn(SAVE_MODES)
  @ApiProperty({ enum: SAVE_MODES, required: false, default: 'replace' })
  mode: SaveMode = 'replace';

  /** Of the body; `praat` is `textgrid`. Without it told from the content type (JSON and CSV) or from the name of a file in a form (.csv, .json, .TextGrid). */
  @IsOptional()
  @Transform(toFormatName)
  @IsIn(LABEL_FORMAT_NAMES)
  @ApiProperty({ enum: LABEL_FORMAT_NAMES, required: false })
  format?: LabelFormatName;

  /**
   * Of a TextGrid: what the names of its tiers say of the labels in them. Files that were downloaded here have a tier for each individual. A text as
   * `species|individual|cluster|text` says it itself.
   */
  @IsOptional()
  @IsIn(TIER_MEANINGS)
  @ApiProperty({ enum: TIER_MEANINGS, required: false, default: 'individual' })
  tiers?: TierMeaning;

  /** The version that the labels were made from: when there is a newer one by now, the answer is 409 and nothing is saved. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  baseVersion?: number;

  /** Why it was saved. */
  @IsString()
  @MaxLength(500)
  @IsSingleLine()
  @ApiPropertyOptional()
  message: string = '';
}

/** All labels of a version, or those to append. */
export class LabelList {
  labels: LabelFields[];
}

export class VersionResponse {
  number: number;
  labelCount: number;
  message: string;
  /** Id of the user who saved it; null when the account is gone. */
  author: string | null;
  createdAt: Date;
}

/** Something odd about labels that were saved all the same. */
export class LabelWarningResponse {
  /** `past-the-end`, `no-such-channel`, `tiers-read` or `left-out`. */
  code: string;
  message: string;
  /** How many labels it is about; null when it is not about labels. */
  count: number | null;
}

export class SavedVersionResponse extends VersionResponse {
  warnings: LabelWarningResponse[];
}

/** Versions of a track, newest first. */
export class VersionPage extends Page {
  items: VersionResponse[];
}

export class ExportQuery {
  /**
   * Of the file: `json` has everything; `raven`, `audacity`, `textgrid` (Praat) and `audition` (to the millisecond) are files of those programs; `csv-basic`
   * is `csv` without frequencies. What a format has no place for is counted in the header `X-Earshot-Left-Out`.
   */
  @Transform(toFormatName)
  @IsIn(LABEL_FORMAT_NAMES)
  @ApiProperty({ enum: LABEL_FORMAT_NAMES, required: false, default: 'csv' })
  format: LabelFormatName = 'csv';
}

export class LabelDifference {
  @ApiProperty({ enum: CHANGES })
  change: Change;
  /** Null for labels that were added. */
  before: LabelResponse | null;
  /** Null for labels that were removed. */
  after: LabelResponse | null;
}

/** What became of the labels of one version in the other; differences by onset. */
export class ComparisonResponse extends Page {
  from: number;
  to: number;
  addedCount: number;
  removedCount: number;
  changedCount: number;
  items: LabelDifference[];
}

export const toVersionResponse = (version: AnnotationVersionEntity): VersionResponse => ({
  number: version.number,
  labelCount: version.labelCount,
  message: version.message,
  author: version.authorId,
  createdAt: version.createdAt,
});
