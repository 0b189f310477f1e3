import { Injectable, StreamableFile } from '@nestjs/common';
import { ComputePool } from '../../../compute/compute-pool.js';
import { SegmentsService } from '../../segments/segments.service.js';
import { AudioIdsService } from '../audio-ids/audio-ids.service.js';
import { ClientModels } from '../models/client-models.service.js';
import type { ModelClient } from '../tokens/model-client.js';
import type { ComposeLabelsInput } from './compose-labels.task.js';
import type { GetLabelsFields } from './labels.dto.js';
import type { PeopleLabelsText } from './people-labels.js';

const CHECK_TASK = new URL('./check-labels.task.js', import.meta.url);
const COMPOSE_TASK = new URL('./compose-labels.task.js', import.meta.url);
const DEFAULT_MODEL = 'whisperseg-base';

/** What a model hears in one channel, joined with what people labelled. A segmentation that fails is a failure, not a recording without calls. */
@Injectable()
export class LabelsService {
  constructor(
    private readonly audioIds: AudioIdsService,
    private readonly models: ClientModels,
    private readonly segments: SegmentsService,
    private readonly pool: ComputePool,
  ) {}

  /** @throws NotFoundError for an unknown id or model, InvalidRequestError, and what segmenting throws */
  async get(
    client: ModelClient,
    { audio_id, annotated_areas, human_labels, model_name, min_frequency }: GetLabelsFields,
    leaving: AbortSignal,
  ): Promise<StreamableFile> {
    const people: PeopleLabelsText = { annotated_areas, human_labels };
    const options = { lane: 'interactive', signal: leaving } as const;
    await this.pool.run<PeopleLabelsText, void>(CHECK_TASK, people, options);
    const { recording, channel } = await this.audioIds.useAsAny(client.uploaders, audio_id);
    const model = await this.models.resolve(client, model_name ?? DEFAULT_MODEL);
    const hearing = { channel, minFrequencyHz: min_frequency ?? undefined };
    const heard = await this.segments.ofRecording(recording.id, model, hearing, leaving);
    const answer = await this.pool.run<ComposeLabelsInput, Uint8Array>(COMPOSE_TASK, { people, heard }, options);
    return new StreamableFile(answer, { type: 'application/json; charset=utf-8' });
  }
}
