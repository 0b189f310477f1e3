import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { IsInstant } from '../../../common/http/is-instant.decorator.js';
import { PageQuery } from '../../../common/pagination/page.dto.js';

export const SEARCH_SORTS = ['newest', 'relevance'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** What to look for in one's own recordings. */
export class SearchQuery extends PageQuery {
  /**
   * Words that a segment must hold, in any form of theirs; `"…"` for a phrase, `or` between alternatives, `-` before what it must not hold. Where there is
   * a phrase or a `-`, only the very words count.
   */
  @IsString()
  @MaxLength(500)
  @Matches(/[\p{L}\p{N}]/u, { message: '$property must hold a word to look for' })
  q: string;

  /** Only in this recording. */
  @IsOptional()
  @IsUUID()
  recordingId?: string;

  /** Language of the transcript, ISO 639-1. */
  @IsOptional()
  @Matches(/^[a-z]{2,3}$/, { message: '$property must be a code as "en"' })
  language?: string;

  /** Recordings made known at or after this time (ISO 8601). */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** Recordings made known before this time (ISO 8601). */
  @IsOptional()
  @IsInstant()
  to?: string;

  /** `newest`: by recording, newest first, then by time in it. `relevance`: the best match first. */
  @IsOptional()
  @IsIn(SEARCH_SORTS)
  @ApiProperty({ enum: SEARCH_SORTS, required: false })
  sort: SearchSort = 'newest';
}
