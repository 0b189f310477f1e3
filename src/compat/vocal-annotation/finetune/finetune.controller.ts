import { Controller, Post } from '@nestjs/common';
import { ApiDefaultResponse, ApiTags } from '@nestjs/swagger';
import { Leaving } from '../../../common/http/leaving.decorator.js';
import { CompatBody } from '../../body/compat-body.decorator.js';
import { READ_LISTS_AS_TEXT } from '../labels/read-lists-as-text.js';
import { ErrorSentence } from '../dto/audio-id.dto.js';
import type { ModelClient } from '../tokens/model-client.js';
import { Client, ModelRoute } from '../tokens/model-route.decorator.js';
import { FinetuneAcceptance, FinetuneFields, FinetuneRequest } from './finetune.dto.js';
import { FinetuneService } from './finetune.service.js';

@ApiTags('compat')
@ApiDefaultResponse({ description: 'What was wrong', type: ErrorSentence })
@Controller()
export class FinetuneController {
  constructor(private readonly finetunes: FinetuneService) {}

  /** Train a model on what people labelled in one channel of an upload. */
  @Post('finetune-whisperseg')
  @ModelRoute({ body: FinetuneRequest, bodyTask: READ_LISTS_AS_TEXT, right: 'train' })
  start(
    @Client() client: ModelClient,
    @CompatBody() request: FinetuneFields,
    @Leaving() leaving: AbortSignal,
  ): Promise<FinetuneAcceptance> {
    return this.finetunes.start(client, request, leaving);
  }
}
