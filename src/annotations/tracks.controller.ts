import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { UuidParam } from '../common/http/uuid-param.decorator.js';
import { PageQuery } from '../common/pagination/page.dto.js';
import { Caller } from '../common/principal/principal.decorators.js';
import type { Principal } from '../common/principal/principal.js';
import { CreateTrackRequest, TrackPage, TrackResponse } from './dto/track.dto.js';
import { TracksService } from './tracks.service.js';

@ApiTags('annotations')
@Controller('v1')
export class TracksController {
  constructor(private readonly tracks: TracksService) {}

  /** Make an empty track of labels on a recording. */
  @Post('recordings/:id/annotations')
  create(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Body() body: CreateTrackRequest,
  ): Promise<TrackResponse> {
    return this.tracks.create(caller, id, body);
  }

  /** List the tracks of a recording, newest first. */
  @Get('recordings/:id/annotations')
  list(@Caller() caller: Principal, @UuidParam() id: string, @Query() page: PageQuery): Promise<TrackPage> {
    return this.tracks.list(caller, id, page);
  }

  /** Read a track: its name and newest version. */
  @Get('annotations/:id')
  get(@Caller() caller: Principal, @UuidParam() id: string): Promise<TrackResponse> {
    return this.tracks.get(caller, id);
  }

  /** Rename a track. */
  @Patch('annotations/:id')
  rename(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Body() body: CreateTrackRequest,
  ): Promise<TrackResponse> {
    return this.tracks.rename(caller, id, body);
  }

  /** Delete a track with all its versions. */
  @Delete('annotations/:id')
  @HttpCode(204)
  delete(@Caller() caller: Principal, @UuidParam() id: string): Promise<void> {
    return this.tracks.delete(caller, id);
  }
}
