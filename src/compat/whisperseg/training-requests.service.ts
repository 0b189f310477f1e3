import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { ApplicationError } from '../../common/errors/application-error.js';
import { InvalidRequestError } from '../../common/errors/errors.js';
import { FinetuneIntakeService } from '../../finetuning/intake/finetune-intake.service.js';
import { NewModels, trainerOf } from '../vocal-annotation/finetune/new-models.service.js';
import { toTrainingRefusal } from '../vocal-annotation/finetune/training-refusals.js';
import type { ModelClient } from '../vocal-annotation/tokens/model-client.js';
import type { TrainingMessage } from './segment.dto.js';

const ZIP_PART = 'zip';
/** As many as clients send; stands for what the amount of labels suggests. */
const USUAL_EPOCHS = 3;
const STEPS_OF_EPOCH = 80;
const MOST_EPOCHS = 1_000;
const INTEGER = /^\d{1,9}$/;

type Fields = Readonly<Record<string, string>>;

function integerOf(fields: Fields, name: string, otherwise: number, most: number): number {
  const text = (fields[name] ?? '').trim();
  if (text === '') return otherwise;
  if (INTEGER.test(text) && Number(text) <= most) return Number(text);
  throw InvalidRequestError.forField(name, `must be a whole number up to ${most}`);
}

function stepsOf(fields: Fields): number | undefined {
  const steps = integerOf(fields, 'steps', 0, 100_000);
  if (steps > 0) return steps;
  const epochs = Math.max(1, integerOf(fields, 'num_epochs', USUAL_EPOCHS, MOST_EPOCHS));
  return epochs === USUAL_EPOCHS ? undefined : epochs * STEPS_OF_EPOCH;
}

/** Training on a zip of recordings and labels. */
@Injectable()
export class TrainingRequestsService {
  constructor(
    private readonly intake: FinetuneIntakeService,
    private readonly newModels: NewModels,
  ) {}

  /** @throws InvalidRequestError in the words that clients know */
  async submit(client: ModelClient, request: Request, leaving: AbortSignal): Promise<TrainingMessage> {
    if (request.is('multipart/form-data') === false) {
      throw new ApplicationError(
        400,
        'invalid-request',
        `Send a form with the training files as the part "${ZIP_PART}".`,
      );
    }
    const readFields = async (fields: Fields) => {
      const steps = stepsOf(fields);
      const initial = (fields.initial_model_name ?? '').trim();
      const head = await this.newModels.head(client, fields.model_name ?? '', initial === '' ? null : initial);
      const ignoreClasses = integerOf(fields, 'ignore_cluster', 0, 1) === 1;
      return { head: { ...head, ...(steps !== undefined && { options: { steps, seed: 0 } }) }, ignoreClasses };
    };
    try {
      await this.intake.receiveForm(trainerOf(client), request, { filePart: ZIP_PART, readFields }, leaving);
    } catch (error) {
      const isMissing =
        error instanceof ApplicationError && error.errors?.[0]?.field === ZIP_PART && error.status === 400;
      if (isMissing && error.message.includes('exactly one file')) {
        throw new InvalidRequestError('No training files are provided in the request');
      }
      throw toTrainingRefusal(error);
    }
    return { message: 'Training' };
  }
}
