import { Controller, HttpCode, Post, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Caller } from '../../common/principal/principal.decorators.js';
import type { Principal } from '../../common/principal/principal.js';
import { Leaving } from '../../common/http/leaving.decorator.js';
import { DescribeAudio } from './audio.openapi.js';
import { OpenaiAudio } from './audio.service.js';

/** OpenAI's audio API. */
@ApiTags('compat')
@Controller('v1/audio')
export class OpenaiAudioController {
  constructor(private readonly audio: OpenaiAudio) {}

  /** Transcribe speech, as OpenAI's API does it. */
  @Post('transcriptions')
  @HttpCode(200)
  @DescribeAudio(true)
  transcribe(
    @Caller() caller: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Leaving() leaving: AbortSignal,
  ): Promise<StreamableFile> {
    return this.audio.transcribe(caller, 'transcribe', request, response, leaving);
  }

  /** Translate speech into English, as OpenAI's API does it. */
  @Post('translations')
  @HttpCode(200)
  @DescribeAudio(false)
  translate(
    @Caller() caller: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Leaving() leaving: AbortSignal,
  ): Promise<StreamableFile> {
    return this.audio.transcribe(caller, 'translate', request, response, leaving);
  }
}
