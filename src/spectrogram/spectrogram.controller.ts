import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { UuidParam } from '../common/http/uuid-param.decorator.js';
import { Caller } from '../common/principal/principal.decorators.js';
import type { Principal } from '../common/principal/principal.js';
import { SpectrogramQuery } from './dto/spectrogram-query.dto.js';
import { TilePlace, TileQuery, TilesQuery, TilesResponse } from './dto/tiles.dto.js';
import { DescribeTile, DescribeView } from './spectrogram.openapi.js';
import { SpectrogramTiles } from './tiles/spectrogram-tiles.js';
import { SpectrogramViews } from './spectrogram-views.js';

@ApiTags('spectrograms')
@Controller('v1/recordings/:id/spectrogram')
export class SpectrogramController {
  constructor(
    private readonly views: SpectrogramViews,
    private readonly tiles: SpectrogramTiles,
  ) {}

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

  /** Read what tiles there are. */
  @Get('tiles')
  describeTiles(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Query() query: TilesQuery,
  ): Promise<TilesResponse> {
    return this.tiles.describe(caller, id, query);
  }

  /** Draw a tile. */
  @Get('tiles/:zoom/:x')
  @DescribeTile()
  tile(
    @Caller() caller: Principal,
    @Param() { id, zoom, x }: TilePlace,
    @Query() query: TileQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.tiles.send(caller, id, { zoom, x, query }, request, response);
  }
}
