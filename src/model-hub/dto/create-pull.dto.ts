import { IsBoolean, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

/** A model to fetch. */
export class CreatePullRequest {
  /** Name of an available model of `GET /v1/models`. @example whisper-base */
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name: string;

  /** Fetch it although it is installed. */
  @IsOptional()
  @IsBoolean()
  force: boolean = false;
}
