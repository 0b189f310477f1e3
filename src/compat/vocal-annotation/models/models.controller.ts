import { Controller, Post } from '@nestjs/common';
import { ApiDefaultResponse, ApiTags } from '@nestjs/swagger';
import { ErrorSentence } from '../dto/audio-id.dto.js';
import type { ModelClient } from '../tokens/model-client.js';
import { Client, ModelRoute } from '../tokens/model-route.decorator.js';
import { AuthResponse, ListResponse, TokenRequest } from './models.dto.js';
import { ModelListsService } from './model-lists.service.js';

/** Tokens and lists of models. Who may not see a list gets an empty one. */
@ApiTags('compat')
@ApiDefaultResponse({ description: 'What was wrong', type: ErrorSentence })
@Controller()
export class ClientModelsController {
  constructor(private readonly lists: ModelListsService) {}

  /** Ask whether a token is one. */
  @Post('whisperseg-auth')
  @ModelRoute({ body: TokenRequest })
  authenticate(@Client() client: ModelClient | undefined): AuthResponse {
    return { success: client !== undefined };
  }

  /** List models that can segment. */
  @Post('list-models-available-for-inference')
  @ModelRoute({ body: TokenRequest })
  forInference(@Client() client: ModelClient | undefined): Promise<ListResponse> {
    return this.lists.forInference(client);
  }

  /** List models that training can start from. */
  @Post('list-models-available-for-finetuning')
  @ModelRoute({ body: TokenRequest })
  forFinetuning(@Client() client: ModelClient | undefined): Promise<ListResponse> {
    return this.lists.forFinetuning(client);
  }

  /** List models that are being trained. */
  @Post('list-models-training-in-progress')
  @ModelRoute({ body: TokenRequest })
  inTraining(@Client() client: ModelClient | undefined): Promise<ListResponse> {
    return this.lists.inTraining(client);
  }
}
