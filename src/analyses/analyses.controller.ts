import { Controller, Get, Headers, HttpCode, HttpStatus, type MessageEvent, Post, Query, Sse } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { UuidParam } from '../common/http/uuid-param.decorator.js';
import { Caller } from '../common/principal/principal.decorators.js';
import type { Principal } from '../common/principal/principal.js';
import { AnalysesService } from './analyses.service.js';
import { AnalysesQuery } from './dto/analyses-query.dto.js';
import { AnalysisPage, AnalysisResponse } from './dto/analysis.dto.js';
import { AnalysisProgress } from './events/analysis-event.dto.js';
import { AnalysisEventsService } from './events/analysis-events.service.js';
import { AnalysisKindList } from './kinds/analysis-kind.dto.js';
import { AnalysisKindsService } from './kinds/analysis-kinds.service.js';

@ApiTags('analyses')
@Controller('v1/analyses')
export class AnalysesController {
  constructor(
    private readonly analyses: AnalysesService,
    private readonly kinds: AnalysisKindsService,
    private readonly events: AnalysisEventsService,
  ) {}

  /** Lists analyses, newest first, without their results. */
  @Get()
  list(@Caller() caller: Principal, @Query() query: AnalysesQuery): Promise<AnalysisPage> {
    return this.analyses.list(caller, query);
  }

  /** Lists the kinds of analyses with the JSON schemas of their options and results. */
  @Get('kinds')
  listKinds(): AnalysisKindList {
    return this.kinds.list();
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

  /**
   * Follows an analysis as server-sent events.
   * @remarks `progress` (its standing), `partial` (a piece of the result) and `end`, after which the server closes the connection. A client that lost
   * it sends the id of the last event as `Last-Event-ID`.
   */
  @Sse(':id/events')
  @ApiHeader({ name: 'last-event-id', required: false, description: 'Id of the last event that was received' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ type: AnalysisProgress, description: 'Data of the events `progress` and `end`.' })
  follow(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<Observable<MessageEvent>> {
    return this.events.follow(caller, id, lastEventId);
  }
}
