import { All, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiQuery } from '@nestjs/swagger';
import type { Request } from 'express';
import { Caller } from '../../../common/principal/principal.decorators.js';
import type { Principal } from '../../../common/principal/principal.js';
import { Leaving } from '../../../common/http/leaving.decorator.js';
import { RestController, RestRoute } from '../rest/rest-route.decorator.js';
import { Mp3aiRecording } from './recording.dto.js';
import { DescribeNewRecording } from './recordings.openapi.js';
import { Mp3aiRecordings } from './recordings.service.js';

const LIST = { methods: ['GET', 'POST'] };
const ONE = { methods: ['GET', 'DELETE'] };

/** Recordings of mp3.ai's clients. */
@Controller('api/v1/recordings')
@RestController()
export class Mp3aiRecordingsController {
  constructor(private readonly recordings: Mp3aiRecordings) {}

  /** Transcribe a recording: words, keywords, sentiment. The answer comes when that is done. */
  @Post()
  @RestRoute({ ...LIST, readsBody: true })
  @DescribeNewRecording()
  create(
    @Caller() caller: Principal,
    @Req() request: Request,
    @Leaving() leaving: AbortSignal,
  ): Promise<StreamableFile> {
    return this.recordings.create(caller, request, leaving);
  }

  /** List one's own transcribed recordings, oldest first. */
  @Get()
  @RestRoute(LIST)
  @ApiQuery({ name: 'user__username', required: false, type: String })
  @ApiOkResponse({ type: [Mp3aiRecording] })
  list(@Caller() caller: Principal, @Query('user__username') username: unknown): Promise<StreamableFile> {
    return this.recordings.list(caller, username);
  }

  @All()
  @RestRoute(LIST)
  @ApiExcludeEndpoint()
  noOtherMethods(): void {
    // The guard has answered.
  }

  /** Read one's own transcribed recording. */
  @Get(':uuid')
  @RestRoute(ONE)
  @ApiOkResponse({ type: Mp3aiRecording })
  get(@Caller() caller: Principal, @Param('uuid') uuid: string): Promise<StreamableFile> {
    return this.recordings.get(caller, uuid);
  }

  /** Delete one's own transcribed recording with its audio. */
  @Delete(':uuid')
  @HttpCode(204)
  @RestRoute({ ...ONE, readsBody: true })
  delete(@Caller() caller: Principal, @Param('uuid') uuid: string): Promise<void> {
    return this.recordings.delete(caller, uuid);
  }

  @All(':uuid')
  @RestRoute(ONE)
  @ApiExcludeEndpoint()
  noOtherMethodsOfOne(): void {
    // The guard has answered.
  }
}
