import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller } from '../../common/principal/principal.decorators.js';
import type { Principal } from '../../common/principal/principal.js';
import {
  ActionPage,
  ActionsQuery,
  AnnotationTimeQuery,
  AnnotationTimeResponse,
  EstimateTimeRequest,
  LogActionsRequest,
  LoggedActionsResponse,
} from './activity.dto.js';
import { AnnotationActivityService } from './activity.service.js';

@ApiTags('annotations')
@Controller('v1')
export class AnnotationActivityController {
  constructor(private readonly activity: AnnotationActivityService) {}

  /** Log what the caller did while labelling. */
  @Post('annotation-actions')
  log(@Caller() caller: Principal, @Body() body: LogActionsRequest): Promise<LoggedActionsResponse> {
    return this.activity.log(caller, body);
  }

  /** List the caller's actions, those logged last first. */
  @Get('annotation-actions')
  list(@Caller() caller: Principal, @Query() query: ActionsQuery): Promise<ActionPage> {
    return this.activity.list(caller, query);
  }

  /** Estimate from the log how long the caller labelled. */
  @Get('annotation-time')
  time(@Caller() caller: Principal, @Query() query: AnnotationTimeQuery): Promise<AnnotationTimeResponse> {
    return this.activity.time(caller, query);
  }

  /** Estimate the same from times that are sent. */
  @Post('annotation-time/estimates')
  @HttpCode(200)
  estimate(@Body() body: EstimateTimeRequest): AnnotationTimeResponse {
    return this.activity.estimate(body);
  }
}
