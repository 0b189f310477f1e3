import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../common/pagination/page.dto.js';
import { ApiProperty } from '@nestjs/swagger';
import { MODEL_TASKS, type ModelTask } from '../../inference/model-manifest.js';

const LISTED = ['installed', 'available', 'ready', 'damaged', 'training', 'failed'] as const;
export type ListedStatus = (typeof LISTED)[number];

/** Which models to list. Those that are installed for everybody come with the first page and do not count against its limit. */
export class ListModelsQuery extends PageQuery {
  /** Only models for this task. */
  @IsOptional()
  @IsIn(MODEL_TASKS)
  task?: ModelTask;

  /** `installed`: what is `ready` or `damaged`, trained models included. `available`: what can be fetched. Else models of that status; all where it is left out. A page may hold fewer than `limit`. */
  @IsOptional()
  @IsIn(LISTED)
  @ApiProperty({ enum: LISTED, required: false })
  status?: ListedStatus;
}
