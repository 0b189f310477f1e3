import { Injectable } from '@nestjs/common';
import type { ModelClient } from '../tokens/model-client.js';
import { ClientModels } from './client-models.service.js';
import type { ListResponse } from './models.dto.js';

/** The lists of models. Clients poll them: who lacks the right gets an empty one. */
@Injectable()
export class ModelListsService {
  constructor(private readonly models: ClientModels) {}

  async forInference(client: ModelClient | undefined): Promise<ListResponse> {
    return { response: client?.inference ? await this.models.ready(client) : [] };
  }

  async forFinetuning(client: ModelClient | undefined): Promise<ListResponse> {
    return { response: client?.train ? await this.models.ready(client) : [] };
  }

  async inTraining(client: ModelClient | undefined): Promise<ListResponse> {
    return { response: client?.train ? await this.models.queue(client) : [] };
  }

  /** Everything that the client sees, whatever its state. */
  async all(client: ModelClient | undefined): Promise<ListResponse> {
    if (!client?.inference) return { response: [] };
    return { response: [...(await this.models.ready(client)), ...(await this.models.queue(client))] };
  }
}
