import { Controller, Post } from '@nestjs/common';
import { ApiDefaultResponse, ApiTags } from '@nestjs/swagger';
import { Caller } from '../../../common/principal/principal.decorators.js';
import type { Principal } from '../../../common/principal/principal.js';
import { CompatBody } from '../../body/compat-body.decorator.js';
import { CompatRoute } from '../../credentials/compat-route.decorator.js';
import { ErrorSentence } from '../dto/audio-id.dto.js';
import { EstimateRequest, EstimateResponse, LogRequest, LogResponse } from './annotation-time.dto.js';
import { AnnotationTimeService } from './annotation-time.service.js';

/** How long labelling takes. */
@ApiTags('compat')
@ApiDefaultResponse({ description: 'What was wrong', type: ErrorSentence })
@Controller()
export class AnnotationTimeController {
  constructor(private readonly time: AnnotationTimeService) {}

  /** Log what somebody did while labelling. */
  @Post('annotation/annotation-time')
  @CompatRoute({ body: LogRequest })
  log(@Caller() caller: Principal, @CompatBody() request: LogRequest): Promise<LogResponse> {
    return this.time.log(caller, request);
  }

  /** Estimate from times of actions how long somebody worked. */
  @Post('estimate-annotation-time')
  @CompatRoute({ body: EstimateRequest })
  estimate(@CompatBody() request: EstimateRequest): EstimateResponse {
    return this.time.estimate(request);
  }
}
