import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { TRANSCRIPT_FORMAT_NAMES, type TranscriptFormatName } from '../formats/transcript-formats.js';

const WORDS_FOR: Readonly<Record<string, boolean>> = { true: true, '1': true, false: false, '0': false };

/** How to write a transcript. */
export class TranscriptQuery {
  /** Times are whole milliseconds in `tsv`, as Whisper writes them, seconds in `csv`, `json` and `textgrid`, and clock times in `srt` and `vtt`. */
  @IsOptional()
  @IsIn(TRANSCRIPT_FORMAT_NAMES)
  @ApiProperty({ enum: TRANSCRIPT_FORMAT_NAMES, required: false })
  format: TranscriptFormatName = 'txt';

  /** Most characters in a line of `txt`, `srt` and `vtt`; words are not cut. Default: as long as the segment. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  maxLineLength?: number;

  /** Most lines that `srt` and `vtt` show at a time. Default: as many as the segment needs. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  maxLineCount?: number;

  /** Whether subtitles show which word is spoken: underlined in `srt`, karaoke in `vtt`. Needs a transcript with times of words. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => WORDS_FOR[String(value)] ?? value)
  @IsBoolean()
  highlightWords: boolean = false;
}
