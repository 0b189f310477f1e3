import { IsString, MaxLength, MinLength } from 'class-validator';
import { IfGiven } from '../../common/http/if-given.decorator.js';

export class UpdateRecordingRequest {
  @IfGiven()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string;

  /** Free text; empty to remove it. */
  @IfGiven()
  @IsString()
  @MaxLength(20_000)
  notes?: string;
}
