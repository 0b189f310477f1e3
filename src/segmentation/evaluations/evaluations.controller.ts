import { Body, Controller, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiExtraModels, ApiParam, ApiTags } from '@nestjs/swagger';
import { AnalysisResponse } from '../../analyses/dto/analysis.dto.js';
import { Caller } from '../../common/principal/principal.decorators.js';
import type { Principal } from '../../common/principal/principal.js';
import { EvaluationOptions } from './dto/create-evaluation.dto.js';
import { EvaluationResult } from './dto/evaluation-result.dto.js';
import { EvaluationBodyGuard } from './intake/evaluation-body.guard.js';
import { EvaluationsService } from './evaluations.service.js';

@ApiTags('models')
@ApiExtraModels(EvaluationResult)
@Controller('v1/models/:name/evaluations')
export class EvaluationsController {
  constructor(private readonly evaluations: EvaluationsService) {}

  /**
   * Measure how well a model finds what is labelled.
   * @remarks Precision, recall and F1 of segments and frames as WhisperSeg's evaluation counts them,
   * by overlap, for each class, and which class is taken for which. Follow it as an analysis; its result is an `EvaluationResult`.
   */
  @Post()
  @HttpCode(202)
  @UseGuards(EvaluationBodyGuard)
  @ApiParam({
    name: 'name',
    description: 'Name of an installed model or one of your own, or the id of any that you may use',
  })
  create(
    @Caller() caller: Principal,
    @Param('name') name: string,
    @Body() options: EvaluationOptions,
  ): Promise<AnalysisResponse> {
    return this.evaluations.create(caller, name, options);
  }
}
