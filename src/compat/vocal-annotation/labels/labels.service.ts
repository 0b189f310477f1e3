import { Injectable } from '@nestjs/common';
import { InvalidRequestError } from '../../../common/errors/errors.js';
import { SegmentsService } from '../../segments/segments.service.js';
import { AudioIdsService } from '../audio-ids/audio-ids.service.js';
import { ClientModels } from '../models/client-models.service.js';
import type { ModelClient } from '../tokens/model-client.js';
import { splitClusterName } from './cluster-names.js';
import { composeLabels } from './compose-labels.js';
import type { GetLabelsRequest, GetLabelsResponse } from './labels.dto.js';
import { readAreas, readLabels } from './stretches.js';

const DEFAULT_MODEL = 'whisperseg-base';

/** What a model hears in one channel, joined with what people labelled. A segmentation that fails is a failure, not a recording without calls. */
@Injectable()
export class LabelsService {
  constructor(
    private readonly audioIds: AudioIdsService,
    private readonly models: ClientModels,
    private readonly segments: SegmentsService,
  ) {}

  /** @throws NotFoundError for an unknown id or model, InvalidRequestError, and what segmenting throws */
  async get(
    client: ModelClient,
    { audio_id, annotated_areas, human_labels, model_name, min_frequency }: GetLabelsRequest,
    leaving: AbortSignal,
  ): Promise<GetLabelsResponse> {
    const areas = readAreas(annotated_areas ?? [], 'annotated_areas');
    const human = readLabels(human_labels ?? [], 'human_labels');
    const reversed = human.findIndex(({ onset, offset }) => offset < onset);
    if (reversed >= 0)
      throw InvalidRequestError.forField(`human_labels[${reversed}].offset`, 'must not be before the onset');
    const { recording, channel } = await this.audioIds.useAsAny(client.uploaders, audio_id);
    const model = await this.models.resolve(client, model_name ?? DEFAULT_MODEL);
    const options = { channel, minFrequencyHz: min_frequency ?? undefined };
    const heard = await this.segments.ofRecording(recording.id, model, options, leaving);
    const predicted = heard.map(({ onset, offset, cluster }) => ({ onset, offset, ...splitClusterName(cluster) }));
    return { labels: composeLabels(areas, human, predicted) };
  }
}
