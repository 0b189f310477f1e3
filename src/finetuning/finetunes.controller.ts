import {
  Controller,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  type MessageEvent,
  Post,
  Query,
  Req,
  Sse,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { Leaving } from '../common/http/leaving.decorator.js';
import { UuidParam } from '../common/http/uuid-param.decorator.js';
import { PageQuery } from '../common/pagination/page.dto.js';
import { Caller } from '../common/principal/principal.decorators.js';
import type { Principal } from '../common/principal/principal.js';
import { FinetuneDetails, FinetunePage } from './dto/finetune.dto.js';
import { FinetuneEventsService } from './finetune-events.service.js';
import { DescribeEvents, DescribeStart } from './finetunes.openapi.js';
import { FinetunesService } from './finetunes.service.js';
import { FinetuneIntakeService } from './intake/finetune-intake.service.js';

@ApiTags('models')
@Controller('v1/models/finetunes')
export class FinetunesController {
  constructor(
    private readonly finetunes: FinetunesService,
    private readonly intake: FinetuneIntakeService,
    private readonly events: FinetuneEventsService,
  ) {}

  /**
   * Train a model on labels of your recordings, or on a zip of recordings and labels.
   * @remarks Each process trains one model at a time; the others are `queued`, and `queuePosition` tells their place.
   */
  @Post()
  @HttpCode(HttpStatus.ACCEPTED)
  @DescribeStart()
  start(
    @Caller() caller: Principal,
    @Req() request: Request,
    @Leaving() leaving: AbortSignal,
  ): Promise<FinetuneDetails> {
    return this.intake.receive(caller, request, leaving);
  }

  /** List fine-tunes, newest first. */
  @Get()
  list(@Caller() caller: Principal, @Query() page: PageQuery): Promise<FinetunePage> {
    return this.finetunes.list(caller, page);
  }

  /** Read how far a fine-tune is, with the curve of its loss. */
  @Get(':id')
  get(@Caller() caller: Principal, @UuidParam() id: string): Promise<FinetuneDetails> {
    return this.finetunes.get(caller, id);
  }

  /** Cancel a fine-tune: at once when it waits, within five seconds when it runs. Its name is free again. */
  @Post(':id/cancel')
  @HttpCode(HttpStatus.ACCEPTED)
  cancel(@Caller() caller: Principal, @UuidParam() id: string): Promise<FinetuneDetails> {
    return this.finetunes.cancel(caller, id);
  }

  /** Try a fine-tune again that failed or was cancelled within the last week; it goes on from its last checkpoint. */
  @Post(':id/retry')
  @HttpCode(HttpStatus.ACCEPTED)
  retry(@Caller() caller: Principal, @UuidParam() id: string): Promise<FinetuneDetails> {
    return this.finetunes.retry(caller, id);
  }

  /**
   * Follows a fine-tune as server-sent events.
   * @remarks As `/v1/analyses/{id}/events`: `progress`, `partial` (a point of the curve: step, steps, loss, and scores where the model was tried)
   * and `end`.
   */
  @Sse(':id/events')
  @DescribeEvents()
  follow(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<Observable<MessageEvent>> {
    return this.events.follow(caller, id, lastEventId);
  }
}
