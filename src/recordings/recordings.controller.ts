import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Patch,
  Post,
  Query,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CreateAnalysisRequest } from '../analyses/dto/create-analysis.dto.js';
import { RecordingAnalysesQuery } from '../analyses/dto/analyses-query.dto.js';
import { AnalysisPage, AnalysisResponse } from '../analyses/dto/analysis.dto.js';
import { answerOnce } from '../common/idempotency/answer-once.js';
import { UuidParam } from '../common/http/uuid-param.decorator.js';
import { Caller } from '../common/principal/principal.decorators.js';
import type { Principal } from '../common/principal/principal.js';
import { LongBodyGuard } from '../compute/bodies/long-body.guard.js';
import { CreateRecordingQuery } from './dto/create-recording.dto.js';
import { ListRecordingsQuery } from './dto/list-recordings.dto.js';
import { RecordingPage, RecordingResponse } from './dto/recording-response.dto.js';
import { UpdateRecordingRequest } from './dto/update-recording.dto.js';
import { WaveformQuery, WaveformResponse } from './dto/waveform.dto.js';
import { RecordingIntake } from './intake/recording-intake.js';
import { RecordingAudio } from './recording-audio.js';
import { DescribeAnalyse, DescribeCreate, DescribeSendAudio } from './recordings.openapi.js';
import { RecordingsService } from './recordings.service.js';

@ApiTags('recordings')
@Controller('v1/recordings')
export class RecordingsController {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly intake: RecordingIntake,
    private readonly audio: RecordingAudio,
  ) {}

  /** Upload a recording, or have it fetched from a URL. */
  @Post()
  @DescribeCreate()
  create(
    @Caller() caller: Principal,
    @Query() { owner }: CreateRecordingQuery,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RecordingResponse> {
    const created = this.intake.receive({ request, caller, ownerId: owner, idempotencyKey });
    return answerOnce(created, response, ({ id }) => `/v1/recordings/${id}`);
  }

  /** List recordings, newest first. */
  @Get()
  list(@Caller() caller: Principal, @Query() query: ListRecordingsQuery): Promise<RecordingPage> {
    return this.recordings.list(caller, query);
  }

  /** Read a recording and the state of its analyses. */
  @Get(':id')
  get(@Caller() caller: Principal, @UuidParam() id: string): Promise<RecordingResponse> {
    return this.recordings.get(caller, id);
  }

  /** Change the name or the notes. */
  @Patch(':id')
  update(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Body() changes: UpdateRecordingRequest,
  ): Promise<RecordingResponse> {
    return this.recordings.update(caller, id, changes);
  }

  /** Delete a recording with its bytes, results and queued work. */
  @Delete(':id')
  @HttpCode(204)
  delete(@Caller() caller: Principal, @UuidParam() id: string): Promise<void> {
    return this.recordings.delete(caller, id);
  }

  /** Download the uploaded bytes, or a range of them. */
  @Get(':id/audio')
  @DescribeSendAudio()
  sendAudio(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.audio.send(caller, id, request, response);
  }

  /** Read the outline as pairs of minimum and maximum. */
  @Get(':id/waveform')
  waveform(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Query() query: WaveformQuery,
  ): Promise<WaveformResponse> {
    return this.audio.waveform(caller, id, query);
  }

  /** List the analyses of a recording, newest first, without their results. */
  @Get(':id/analyses')
  listAnalyses(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Query() query: RecordingAnalysesQuery,
  ): Promise<AnalysisPage> {
    return this.recordings.listAnalyses(caller, id, query);
  }

  /** Start an analysis. */
  @Post(':id/analyses')
  @HttpCode(202)
  @UseGuards(LongBodyGuard)
  @DescribeAnalyse()
  analyse(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Body() body: CreateAnalysisRequest,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AnalysisResponse> {
    const created = this.recordings.analyse(caller, id, body, idempotencyKey);
    return answerOnce(created, response, (analysis) => `/v1/analyses/${analysis.id}`);
  }
}
