import { Injectable } from '@nestjs/common';
import type { AudioSource } from '../../audio/audio-source.js';
import { ComputePool } from '../../compute/compute-pool.js';
import type { ModelBase } from '../../inference/model-card.dto.js';
import type { HeldBackScores, LearningReport } from './dto/learning-report.js';

const TASK = new URL('./learn-segmenter.task.js', import.meta.url);

/** A recording that a training set is about. */
export interface LessonAudio {
  readonly source: AudioSource;
  readonly durationSeconds: number;
  readonly sampleRateHz: number;
}

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

/** Trains segmenters on the one thread that is there for it. */
@Injectable()
export class SegmenterLearningService {
  constructor(private readonly pool: ComputePool) {}

  /**
   * Learns and writes the finished model. After an abort or a crash the same order goes on from its checkpoint.
   * @throws ApplicationError when audio or base model cannot be read, or nothing can be learnt from the labels
   */
  learn(
    order: LearningOrder,
    { signal, onReport }: { readonly signal: AbortSignal; readonly onReport: (report: LearningReport) => void },
  ): Promise<LearningOutcome> {
    return this.pool.run<LearningOrder, LearningOutcome>(TASK, order, {
      lane: 'training',
      signal,
      onReport: (_fraction, report) => onReport(report as LearningReport),
    });
  }
}
