import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { UuidParam } from '../common/http/uuid-param.decorator.js';
import { Caller } from '../common/principal/principal.decorators.js';
import type { Principal } from '../common/principal/principal.js';
import { SpectrogramQuery } from './dto/spectrogram-query.dto.js';
import { DescribeView } from './spectrogram.openapi.js';
import { SpectrogramViews } from './spectrogram-views.js';

@ApiTags('spectrograms')
@Controller('v1/recordings/:id/spectrogram')
export class SpectrogramController {
  constructor(private readonly views: SpectrogramViews) {}

  /** Draw any part of a recording, or read its levels. */
  @Get()
  @DescribeView()
  view(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Query() query: SpectrogramQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.views.send(caller, id, query, request, response);
  }
}
