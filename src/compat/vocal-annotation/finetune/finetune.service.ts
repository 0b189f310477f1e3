import { Injectable } from '@nestjs/common';
import { ComputePool } from '../../../compute/compute-pool.js';
import { FinetuneIntakeService } from '../../../finetuning/intake/finetune-intake.service.js';
import { AudioIdsService } from '../audio-ids/audio-ids.service.js';
import type { ModelClient } from '../tokens/model-client.js';
import type { FinetuneAcceptance, FinetuneFields } from './finetune.dto.js';
import { NewModels, trainerOf } from './new-models.service.js';
import type { TrainingRecordingInput } from './training-recording.task.js';
import { toTrainingRefusal } from './training-refusals.js';

const RECORDING_TASK = new URL('./training-recording.task.js', import.meta.url);

/** Training on what people labelled in one channel of an upload. */
@Injectable()
export class FinetuneService {
  constructor(
    private readonly audioIds: AudioIdsService,
    private readonly newModels: NewModels,
    private readonly intake: FinetuneIntakeService,
    private readonly pool: ComputePool,
  ) {}

  /** @throws NotFoundError for an unknown audio id, InvalidRequestError in the words that clients know */
  async start(client: ModelClient, request: FinetuneFields, leaving: AbortSignal): Promise<FinetuneAcceptance> {
    const { recording, channel } = await this.audioIds.useAsAny(client.uploaders, request.audio_id);
    const { new_model_name, initial_model_name, inital_model_name, min_frequency, steps } = request;
    const { annotated_areas, human_labels } = request;
    const input = { people: { annotated_areas, human_labels }, recordingId: recording.id, channel };
    const labelled = await this.pool.run<TrainingRecordingInput, string>(RECORDING_TASK, input, {
      lane: 'interactive',
      signal: leaving,
    });
    const head = await this.newModels.head(client, new_model_name, initial_model_name ?? inital_model_name);
    const options = {
      // Clients send 0 for an empty field.
      ...(min_frequency && { minFrequencyHz: min_frequency }),
      ...(steps && { steps }),
    };
    const body = `${JSON.stringify({ ...head, options }).slice(0, -1)},"recordings":[${labelled}]}`;
    await this.intake.start(trainerOf(client), body, leaving).catch((error: unknown) => {
      throw toTrainingRefusal(error);
    });
    return { message: 'Training' };
  }
}
