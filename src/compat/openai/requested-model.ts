import { Injectable } from '@nestjs/common';
import { ApplicationError } from '../../common/errors/application-error.js';
import { NotFoundError } from '../../common/errors/errors.js';
import type { Principal } from '../../common/principal/principal.js';
import { ModelsService } from '../../models/models.service.js';

const TASK = 'transcription';
/** What OpenAI calls its models, with the dates that it appends; here they mean the best one that there is. */
const BEST = /^(?:whisper-1|gpt-4o(?:-mini)?-transcribe(?:-diarize)?(?:-\d{4}-\d{2}-\d{2})?)$/;

/** Which installed model a request means. */
@Injectable()
export class RequestedModel {
  constructor(private readonly models: ModelsService) {}

  /**
   * @returns undefined for the best one that is installed
   * @throws ApplicationError 404 for a model that does not exist or does not transcribe
   */
  async resolve(caller: Principal, name: string): Promise<string | undefined> {
    if (BEST.test(name)) return undefined;
    const { manifest } = await this.models.open(caller, name).catch((error: unknown) => {
      throw error instanceof NotFoundError ? this.unknown(name) : error;
    });
    if (manifest.task !== TASK) throw this.unknown(name);
    return name;
  }

  private unknown(name: string): ApplicationError {
    const message = `The model \`${name.slice(0, 200)}\` does not exist or does not transcribe. Use whisper-1 for the best one that is installed.`;
    return new ApplicationError(404, 'model-not-found', message, { errors: [{ field: 'model', message }] });
  }
}
