import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

export class UpdateRecordingRequest {
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string;

  /** Free text; empty to remove it. */
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  notes?: string;
}
