import { IsBoolean, IsString, MaxLength, MinLength } from 'class-validator';
import { IfGiven } from '../../common/http/if-given.decorator.js';

export class UpdateModelRequest {
  /** Letters, digits, `_`, `.` and `-`; kept in lower case. The id stays, and work that was asked for under the old name goes on. */
  @IfGiven()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string;

  /** Whether everybody on this server may use and export the model, by its id. */
  @IfGiven()
  @IsBoolean()
  shared?: boolean;
}
