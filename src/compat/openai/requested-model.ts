import { Injectable } from '@nestjs/common';
import { ApplicationError } from '../../common/errors/application-error.js';
import { NotFoundError } from '../../common/errors/errors.js';
import type { Principal } from '../../common/principal/principal.js';
import { WaitingForModelError } from '../../jobs/job-errors.js';
import { ModelsService } from '../../models/models.service.js';
import type { AudioRequest } from './audio-request.js';

const TASK = 'transcription';
/** What OpenAI calls its models, with the dates that it appends; here they mean the best one that there is. */
const BEST = /^(?:whisper-1|gpt-4o(?:-mini)?-transcribe(?:-diarize)?(?:-\d{4}-\d{2}-\d{2})?)$/;

/** Which installed model a request means. */
@Injectable()
export class RequestedModel {
  constructor(private readonly models: ModelsService) {}

  /**
   * @returns undefined for the best one that is installed
   * @throws ApplicationError 404 for a model that does not exist or does not transcribe; where the recording does not stay also what is wrong with the model,
   *   as that there is none
   */
  async resolve(caller: Principal, { model: name, isKept }: AudioRequest): Promise<string | undefined> {
    const asked = BEST.test(name) ? undefined : name;
    try {
      await this.models.resolve(caller, TASK, asked ?? null);
    } catch (error) {
      if (error instanceof NotFoundError) throw this.unknown(name);
      // What is kept waits for the model.
      if (!(isKept && error instanceof WaitingForModelError)) throw error;
    }
    return asked;
  }

  private unknown(name: string): ApplicationError {
    const message = `The model \`${name.slice(0, 200)}\` does not exist or does not transcribe. Use whisper-1 for the best one that is installed.`;
    return new ApplicationError(404, 'model-not-found', message, { errors: [{ field: 'model', message }] });
  }
}
