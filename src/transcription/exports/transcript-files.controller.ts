import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Leaving } from '../../common/http/leaving.decorator.js';
import { UuidParam } from '../../common/http/uuid-param.decorator.js';
import { Caller } from '../../common/principal/principal.decorators.js';
import type { Principal } from '../../common/principal/principal.js';
import { TranscriptQuery } from './dto/transcript-query.dto.js';
import { TranscriptFilesService } from './transcript-files.service.js';
import { DescribeTranscript } from './transcript-files.openapi.js';

@ApiTags('transcription')
@Controller('v1/analyses')
export class TranscriptFilesController {
  constructor(private readonly files: TranscriptFilesService) {}

  /** Download the transcript of a transcription as a file: text, subtitles, table, Praat TextGrid or JSON. */
  @Get(':id/transcript')
  @DescribeTranscript()
  @ApiResponse({ status: 409, description: 'The analysis is no transcription, or has not succeeded' })
  get(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Query() query: TranscriptQuery,
    @Res() response: Response,
    @Leaving() leaving: AbortSignal,
  ): Promise<void> {
    return this.files.send(caller, id, query, response, leaving);
  }
}
