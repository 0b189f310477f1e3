import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { MODEL_TASKS, type ModelTask } from '../../inference/model-manifest.js';

export class ListModelsQuery {
  /** Only models for this task. */
  @IsOptional()
  @IsIn(MODEL_TASKS)
  task?: ModelTask;

  /** Most trained models in one answer; those that are installed for everybody come with the first. */
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
