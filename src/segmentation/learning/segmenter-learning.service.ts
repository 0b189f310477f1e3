import { Injectable } from '@nestjs/common';
import { ComputePool } from '../../compute/compute-pool.js';
import { UnprocessableError } from '../../common/errors/errors.js';
import { Environment } from '../../config/environment.js';
import type { ModelBase } from '../../inference/model-card.dto.js';
import type { HeldBackScores, LearningReport } from './dto/learning-report.js';
import type { LessonAudio } from './lesson-audio.js';
import { bytesOfLesson, type LessonSize, rateOfLesson } from './lesson-memory.js';

export type { LessonAudio } from './lesson-audio.js';

const TASK = new URL('./learn-segmenter.task.js', import.meta.url);

/** What is to be learnt, from where, and where to. */
export interface LearningOrder {
  /** File of a `TrainingSet`. */
  readonly trainingSet: string;
  /** By the names that the training set has for them. */
  readonly recordings: Readonly<Record<string, LessonAudio>>;
  /** Directory of the model to begin with. */
  readonly baseDirectory: string;
  /** What is to be so; the rest is suggested by recordings and labels. */
  readonly settings: {
    readonly sampleRateHz?: number;
    readonly timeStepSeconds?: number;
    readonly minFrequencyHz?: number;
  };
  readonly steps?: number;
  readonly seed: number;
  /** File that keeps how far the run is; a run with the same order goes on from it. */
  readonly checkpoint: string;
  /** Directory of the finished model, which is not there yet. */
  readonly output: string;
  /** What the model's card says. */
  readonly model: {
    readonly name: string;
    readonly base: ModelBase;
    /** SHA-256 of the training set, hexadecimal. */
    readonly dataSha256: string;
    /** What the training set is, for people. */
    readonly data: string;
  };
}

export interface LearningOutcome {
  readonly classes: number;
  /** Null when there were too few labels to hold any back. */
  readonly heldBack: HeldBackScores | null;
}

/** So long a training that is to stop may take to end its step and write a checkpoint; then its thread is ended. */
const HANDOVER_MS = 3_500;

/** Trains segmenters on the one thread that is there for it. */
@Injectable()
export class SegmenterLearningService {
  constructor(
    private readonly pool: ComputePool,
    private readonly environment: Environment,
  ) {}

  /** @throws UnprocessableError when learning from so much would take more memory than the server gives to it */
  assertFits(size: LessonSize): void {
    const most = this.environment.MAX_TRAINING_MEMORY_MB;
    const megabytes = Math.ceil(bytesOfLesson(size) / (1024 * 1024));
    if (megabytes <= most) return;
    throw new UnprocessableError(
      'training-set-too-large',
      `Learning from ${Math.round(size.seconds)} seconds in ${size.areas} areas at ${rateOfLesson(size)} Hz would take about ${megabytes} MB of memory; ` +
        `this server gives ${most} MB to it (MAX_TRAINING_MEMORY_MB). Choose less of the recordings, or a lower options.sampleRateHz: twice the ` +
        'highest frequency of the calls is enough.',
    );
  }

  /**
   * Learns and writes the finished model. After an abort, which is followed by a last checkpoint, or a crash the same order goes on.
   * @throws ApplicationError when audio or base model cannot be read, or nothing can be learnt from the labels
   */
  learn(
    order: LearningOrder,
    { signal, onReport }: { readonly signal: AbortSignal; readonly onReport: (report: LearningReport) => void },
  ): Promise<LearningOutcome> {
    return this.pool.run<LearningOrder, LearningOutcome>(TASK, order, {
      lane: 'training',
      signal,
      handoverMs: HANDOVER_MS,
      onReport: (_fraction, report) => onReport(report as LearningReport),
    });
  }
}
