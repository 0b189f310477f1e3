import { Body, Controller, HttpCode, HttpStatus, Post, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Leaving } from '../common/http/leaving.decorator.js';
import { TakesLongBody } from '../common/http/takes-long-body.decorator.js';
import { Caller } from '../common/principal/principal.decorators.js';
import type { Principal } from '../common/principal/principal.js';
import { LongBodyGuard } from '../compute/bodies/long-body.guard.js';
import { SentimentRequest } from './dto/sentiment-request.dto.js';
import { SentimentResponse } from './dto/sentiment.dto.js';
import { SentimentService } from './sentiment.service.js';

@ApiTags('sentiment')
@Controller('v1/sentiment')
export class SentimentController {
  constructor(private readonly sentiment: SentimentService) {}

  /** Tell whether English texts are negative, neutral or positive; long ones are judged part by part, to their end. */
  @Post()
  @HttpCode(HttpStatus.OK)
  @UseGuards(LongBodyGuard)
  @ApiOkResponse({ type: SentimentResponse })
  @TakesLongBody()
  judge(
    @Caller() caller: Principal,
    @Body() request: SentimentRequest,
    @Leaving() leaving: AbortSignal,
  ): Promise<SentimentResponse> {
    return this.sentiment.ofTexts(caller, request, leaving);
  }
}
