import { Body, Controller, Delete, Patch, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { UuidParam } from '../common/http/uuid-param.decorator.js';
import { Caller } from '../common/principal/principal.decorators.js';
import type { Principal } from '../common/principal/principal.js';
import { AddLabelRequest, ChangedLabelResponse, ChangeLabelQuery, ChangeLabelRequest } from './dto/label-change.dto.js';
import { VersionResponse } from './dto/version.dto.js';
import { LabelsService } from './labels.service.js';

@ApiTags('annotations')
@ApiConflictResponse({ description: '`baseVersion` is not the newest version any more; nothing was saved' })
@Controller('v1/annotations/:id/labels')
export class LabelsController {
  constructor(private readonly labels: LabelsService) {}

  /** Add one label to the newest version, which makes the next one. */
  @Post()
  add(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Query() query: ChangeLabelQuery,
    @Body() body: AddLabelRequest,
  ): Promise<ChangedLabelResponse> {
    return this.labels.add(caller, id, query, body);
  }

  /** Change one label of the newest version, which makes the next one. */
  @Patch(':label')
  change(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @UuidParam('label') label: string,
    @Query() query: ChangeLabelQuery,
    @Body() body: ChangeLabelRequest,
  ): Promise<ChangedLabelResponse> {
    return this.labels.change(caller, id, label, query, body);
  }

  /** Take one label out of the newest version, which makes the next one. Older versions keep it. */
  @Delete(':label')
  remove(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @UuidParam('label') label: string,
    @Query() query: ChangeLabelQuery,
  ): Promise<VersionResponse> {
    return this.labels.remove(caller, id, label, query);
  }
}
