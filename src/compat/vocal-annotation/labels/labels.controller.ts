import { Controller, Post } from '@nestjs/common';
import { ApiDefaultResponse, ApiTags } from '@nestjs/swagger';
import { CompatBody } from '../../body/compat-body.decorator.js';
import { Leaving } from '../../edge/leaving.decorator.js';
import { ErrorSentence } from '../dto/audio-id.dto.js';
import type { ModelClient } from '../tokens/model-client.js';
import { Client, ModelRoute } from '../tokens/model-route.decorator.js';
import { GetLabelsRequest, GetLabelsResponse } from './labels.dto.js';
import { LabelsService } from './labels.service.js';

@ApiTags('compat')
@ApiDefaultResponse({ description: 'What was wrong', type: ErrorSentence })
@Controller()
export class LabelsController {
  constructor(private readonly labels: LabelsService) {}

  /** Segment one channel of an upload, and join what was found with what people labelled. */
  @Post('get-labels')
  @ModelRoute({ body: GetLabelsRequest, right: 'inference' })
  get(
    @Client() client: ModelClient,
    @CompatBody() request: GetLabelsRequest,
    @Leaving() leaving: AbortSignal,
  ): Promise<GetLabelsResponse> {
    return this.labels.get(client, request, leaving);
  }
}
