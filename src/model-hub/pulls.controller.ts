import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import { AnalysisResponse } from '../analyses/dto/analysis.dto.js';
import { AdminOnly, Caller } from '../common/principal/principal.decorators.js';
import type { Principal } from '../common/principal/principal.js';
import { CreatePullRequest } from './dto/create-pull.dto.js';
import { PullPartial, PullResult } from './dto/pull-result.dto.js';
import { PullsService } from './pulls.service.js';

@ApiTags('models')
@ApiExtraModels(PullResult, PullPartial)
@AdminOnly()
@Controller('v1/models/pulls')
export class PullsController {
  constructor(private readonly pulls: PullsService) {}

  /**
   * Fetch a model for everybody, as `earshot models pull` does.
   * @remarks For administrators. Follow it and cancel it as an analysis; its result is a
   * `PullResult`. What was fetched when it is cancelled or cut off is kept: the next try goes on from there.
   */
  @Post()
  @HttpCode(202)
  create(@Caller() caller: Principal, @Body() request: CreatePullRequest): Promise<AnalysisResponse> {
    return this.pulls.create(caller, request);
  }
}
