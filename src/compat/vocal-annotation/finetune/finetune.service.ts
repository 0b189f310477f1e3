import { Injectable } from '@nestjs/common';
import { FinetuneIntakeService } from '../../../finetuning/intake/finetune-intake.service.js';
import { AudioIdsService, type Track } from '../audio-ids/audio-ids.service.js';
import { AnnotatedAreas } from '../labels/annotated-areas.js';
import { readAreas, readLabels } from '../labels/stretches.js';
import type { ModelClient } from '../tokens/model-client.js';
import type { FinetuneRequest, FinetuneAcceptance } from './finetune.dto.js';
import { NewModels, trainerOf } from './new-models.service.js';
import { noTrainingData, toTrainingRefusal } from './training-refusals.js';

/** Areas and labels of a request as the native API has them. @throws InvalidRequestError when no area has a label */
function toTrainingRecording({ recording, channel }: Track, request: FinetuneRequest): object {
  const areas = readAreas(request.annotated_areas, 'annotated_areas').filter(({ onset, offset }) => offset > onset);
  const annotated = new AnnotatedAreas(areas);
  const labels = readLabels(request.human_labels, 'human_labels').filter(
    (label) => label.offset > label.onset && annotated.touch(label),
  );
  if (labels.length === 0) throw noTrainingData();
  const within = (onset: number, offset: number): object => ({
    onsetSeconds: Math.max(0, onset),
    offsetSeconds: Math.max(0, offset),
    channel,
  });
  return {
    recordingId: recording.id,
    areas: areas.filter(({ offset }) => offset > 0).map(({ onset, offset }) => within(onset, offset)),
    labels: labels
      .filter(({ offset }) => offset > 0)
      .map(({ onset, offset, species, individual, clustername }) => ({
        ...within(onset, offset),
        ...{ species, individual, cluster: clustername },
      })),
  };
}

/** Training on what people labelled in one channel of an upload. */
@Injectable()
export class FinetuneService {
  constructor(
    private readonly audioIds: AudioIdsService,
    private readonly newModels: NewModels,
    private readonly intake: FinetuneIntakeService,
  ) {}

  /** @throws NotFoundError for an unknown audio id, InvalidRequestError in the words that clients know */
  async start(client: ModelClient, request: FinetuneRequest): Promise<FinetuneAcceptance> {
    const track = await this.audioIds.useAsAny(client.uploaders, request.audio_id);
    const recording = toTrainingRecording(track, request);
    const { new_model_name, initial_model_name, inital_model_name, min_frequency, steps } = request;
    const head = await this.newModels.head(client, new_model_name, initial_model_name ?? inital_model_name);
    const options = {
      // Clients send 0 for an empty field.
      ...(min_frequency && { minFrequencyHz: min_frequency }),
      ...(steps && { steps }),
    };
    const body = { ...head, options, recordings: [recording] };
    await this.intake.start(trainerOf(client), body).catch((error: unknown) => {
      throw toTrainingRefusal(error);
    });
    return { message: 'Training' };
  }
}
