import { Controller, Post, type StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiDefaultResponse, ApiTags } from '@nestjs/swagger';
import { CompatBody } from '../../body/compat-body.decorator.js';
import { Leaving } from '../../../common/http/leaving.decorator.js';
import { ErrorSentence } from '../dto/audio-id.dto.js';
import type { ModelClient } from '../tokens/model-client.js';
import { Client, ModelRoute } from '../tokens/model-route.decorator.js';
import { GetLabelsFields, GetLabelsRequest, GetLabelsResponse } from './labels.dto.js';
import { READ_LISTS_AS_TEXT } from './read-lists-as-text.js';
import { LabelsService } from './labels.service.js';

@ApiTags('compat')
@ApiDefaultResponse({ description: 'What was wrong', type: ErrorSentence })
@Controller()
export class LabelsController {
  constructor(private readonly labels: LabelsService) {}

  /** Segment one channel of an upload, and join what was found with what people labelled. */
  @Post('get-labels')
  @ModelRoute({ body: GetLabelsRequest, bodyTask: READ_LISTS_AS_TEXT, right: 'inference' })
  @ApiCreatedResponse({ type: GetLabelsResponse })
  get(
    @Client() client: ModelClient,
    @CompatBody() request: GetLabelsFields,
    @Leaving() leaving: AbortSignal,
  ): Promise<StreamableFile> {
    return this.labels.get(client, request, leaving);
  }
}
