import { Controller, Get, HttpCode, HttpStatus, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { UuidParam } from '../common/http/uuid-param.decorator.js';
import { Caller } from '../common/principal/principal.decorators.js';
import type { Principal } from '../common/principal/principal.js';
import { AnalysesService } from './analyses.service.js';
import { AnalysesQuery } from './dto/analyses-query.dto.js';
import { AnalysisPage, AnalysisResponse } from './dto/analysis.dto.js';

@ApiTags('analyses')
@Controller('v1/analyses')
export class AnalysesController {
  constructor(private readonly analyses: AnalysesService) {}

  /** Lists analyses, newest first, without their results. */
  @Get()
  list(@Caller() caller: Principal, @Query() query: AnalysesQuery): Promise<AnalysisPage> {
    return this.analyses.list(caller, query);
  }

  /** Answers one analysis with its result. */
  @Get(':id')
  get(@Caller() caller: Principal, @UuidParam() id: string): Promise<AnalysisResponse> {
    return this.analyses.get(caller, id);
  }

  /** Cancels an analysis: at once when it waits, within five seconds when it runs. */
  @Post(':id/cancel')
  @HttpCode(HttpStatus.ACCEPTED)
  cancel(@Caller() caller: Principal, @UuidParam() id: string): Promise<AnalysisResponse> {
    return this.analyses.cancel(caller, id);
  }

  /** Queues an analysis again that failed, was cancelled or is waiting. */
  @Post(':id/retry')
  @HttpCode(HttpStatus.ACCEPTED)
  retry(@Caller() caller: Principal, @UuidParam() id: string): Promise<AnalysisResponse> {
    return this.analyses.retry(caller, id);
  }
}
