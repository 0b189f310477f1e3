import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** How much of a list to answer and from where. */
export class PageQuery {
  /** Most items in one answer. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** `nextCursor` of the answer before. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  cursor?: string;
}

/** The part of every list answer beside its `items`. */
export class Page {
  /** Send as `cursor` to get the next items; null when there are none. */
  nextCursor: string | null;
}
