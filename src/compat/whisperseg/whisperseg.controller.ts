import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiDefaultResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Leaving } from '../../common/http/leaving.decorator.js';
import { ErrorSentence } from '../vocal-annotation/dto/audio-id.dto.js';
import { ListResponse, TokenRequest } from '../vocal-annotation/models/models.dto.js';
import { ModelListsService } from '../vocal-annotation/models/model-lists.service.js';
import type { ModelClient } from '../vocal-annotation/tokens/model-client.js';
import { Client, ModelRoute } from '../vocal-annotation/tokens/model-route.decorator.js';
import { SegmentService } from './segment.service.js';
import { ServiceStatus, TrainingMessage } from './segment.dto.js';
import { TrainingRequestsService } from './training-requests.service.js';
import { DescribeSegment, DescribeTraining } from './whisperseg.openapi.js';

/** WhisperSeg's model services. */
@ApiTags('compat')
@ApiDefaultResponse({ description: 'What was wrong', type: ErrorSentence })
@Controller()
export class WhispersegController {
  constructor(
    private readonly segments: SegmentService,
    private readonly training: TrainingRequestsService,
    private readonly lists: ModelListsService,
  ) {}

  /** Ask whether the service is there. */
  @Get('status')
  @ModelRoute()
  status(): ServiceStatus {
    return { status: 'ready' };
  }

  /** List all models, whatever their state. */
  @Post('list-all-models')
  @HttpCode(200)
  @ModelRoute({ body: TokenRequest })
  all(@Client() client: ModelClient | undefined): Promise<ListResponse> {
    return this.lists.all(client);
  }

  /** List what waits for its training or is in it. */
  @Post('get-training-request-queue')
  @HttpCode(200)
  @ModelRoute({ body: TokenRequest })
  @ApiOkResponse({ type: ListResponse })
  queue(@Client() client: ModelClient | undefined): Promise<ListResponse> {
    return this.lists.inTraining(client);
  }

  /** Segment a recording that is sent along: as a form, or as JSON with base64. */
  @Post('segment')
  @ModelRoute({ right: 'inference' })
  @DescribeSegment()
  segment(
    @Client() client: ModelClient,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Leaving() leaving: AbortSignal,
  ): Promise<unknown> {
    return this.segments.receive(client, request, response, leaving);
  }

  /** Train a model on a zip of recordings and labels. */
  @Post('submit-training-request')
  @HttpCode(200)
  @ModelRoute({ right: 'train' })
  @DescribeTraining()
  train(
    @Client() client: ModelClient,
    @Req() request: Request,
    @Leaving() leaving: AbortSignal,
  ): Promise<TrainingMessage> {
    return this.training.submit(client, request, leaving);
  }
}
