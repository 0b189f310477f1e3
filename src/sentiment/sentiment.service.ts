import { Injectable } from '@nestjs/common';
import { InvalidRequestError } from '../common/errors/errors.js';
import type { Principal } from '../common/principal/principal.js';
import { ComputePool } from '../compute/compute-pool.js';
import type { ComputeOptions } from '../compute/compute-task.js';
import { ModelsService } from '../models/models.service.js';
import type { SentimentRequest } from './dto/sentiment-request.dto.js';
import {
  type SentimentModel,
  type SentimentResponse,
  toScores,
  type TranscriptSentiment,
} from './dto/sentiment.dto.js';
import type { ClassifyTaskInput } from './inference/classify.task.js';
import type { Probabilities } from './sentiment-class.js';

const TASK = new URL('./inference/classify.task.js', import.meta.url);

/** What of a transcript is judged. */
export interface JudgedTranscript {
  readonly text: string;
  readonly segments: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

export interface SentimentOptions {
  /** Name of a model; default: the best one that is installed. */
  readonly model?: string | null;
  readonly signal?: AbortSignal;
  /** @param fraction 0..1 */
  readonly onProgress?: (fraction: number) => void;
}

/** Tells on compute threads whether texts are negative, neutral or positive. */
@Injectable()
export class SentimentService {
  constructor(
    private readonly models: ModelsService,
    private readonly compute: ComputePool,
  ) {}

  /**
   * The whole transcript and each of its segments.
   * @throws what `ModelsService.resolve` and `classifyTexts` throw, or the signal's reason
   */
  async ofTranscript(
    caller: Principal,
    { text, segments }: JudgedTranscript,
    { model = null, signal, onProgress }: SentimentOptions = {},
  ): Promise<TranscriptSentiment> {
    const texts = [text, ...segments.map((segment) => segment.text)];
    const judged = await this.classify(caller, texts, model, { signal, onReport: onProgress });
    const [overall, ...scores] = judged.probabilities.map(toScores);
    return {
      model: judged.model,
      overall,
      segments: segments.map(({ start, end }, index) => ({ start, end, scores: scores[index] })),
    };
  }

  /** @throws InvalidRequestError when both `text` and `texts` are given, and as {@link ofTranscript} */
  async ofTexts(
    caller: Principal,
    { text, texts, model }: SentimentRequest,
    signal?: AbortSignal,
  ): Promise<SentimentResponse> {
    if (text !== undefined && texts !== undefined) throw InvalidRequestError.forField('text', 'send text or texts');
    const judged = await this.classify(caller, texts ?? [text!], model ?? null, { lane: 'interactive', signal });
    return { model: judged.model, results: judged.probabilities.map(toScores) };
  }

  private async classify(
    caller: Principal,
    texts: readonly string[],
    modelName: string | null,
    options: ComputeOptions,
  ): Promise<{ model: SentimentModel; probabilities: (Probabilities | null)[] }> {
    const { name, version, directory } = await this.models.resolve(caller, 'sentiment', modelName);
    const input = { directory, texts };
    const probabilities = await this.compute.run<ClassifyTaskInput, (Probabilities | null)[]>(TASK, input, options);
    return { model: { name, version }, probabilities };
  }
}
