import { hopLength, type SegmenterSettings } from '../network/segmenter-settings.js';
import { type LabelledStretch } from './examples/labelled-clips.js';
import { DECODINGS_TRIED } from './fit-decoding.js';
import { SHARES } from './blended-weights.js';
import { type LearningProgress, type ValidationScores } from './learning-types.js';

/** Frames that take as long as one step of training: run through the network, and made into events. */
const SCORED_FRAMES_OF_STEP = 4_000;
const DECODED_FRAMES_OF_STEP = 300_000;

export interface LearningWork {
  readonly settings: SegmenterSettings;
  readonly steps: number;
  /** Before the model is tried on what was held back. */
  readonly firstSteps: number;
  readonly heldBack: readonly LabelledStretch[];
  /** What decoding is fitted to. */
  readonly fitted: readonly LabelledStretch[];
}

/** Tells how far learning is, all of its phases in one measure: the time of a step of training. */
export class LearningReporter {
  private readonly validating: number;
  private readonly scoring: number;
  private readonly fitting: number;
  private step = 0;
  private loss = 0;

  constructor(
    private readonly work: LearningWork,
    private readonly onProgress: ((progress: LearningProgress) => void | Promise<void>) | undefined,
  ) {
    const fitted = framesOf(work.fitted, work.settings);
    this.validating = (SHARES * framesOf(work.heldBack, work.settings)) / SCORED_FRAMES_OF_STEP;
    this.scoring = fitted / SCORED_FRAMES_OF_STEP;
    this.fitting = (DECODINGS_TRIED * fitted) / DECODED_FRAMES_OF_STEP;
  }

  async trained(step: number, loss: number): Promise<void> {
    this.step = step;
    this.loss = loss;
    await this.tell('training', step + (step > this.work.firstSteps ? this.validating : 0));
  }

  /** @param frames of what was held back that have been scored, over all tries */
  async validated(frames: number): Promise<void> {
    await this.tell('validating', this.work.firstSteps + Math.min(this.validating, frames / SCORED_FRAMES_OF_STEP));
  }

  async scores(validation: ValidationScores): Promise<void> {
    this.step = this.work.firstSteps;
    const { loss } = validation;
    await this.tell('validating', this.work.firstSteps + this.validating, { loss, validation });
  }

  /** @param frames that have been scored */
  async scored(frames: number): Promise<void> {
    const done = this.work.steps + this.validating;
    await this.tell('scoring', done + Math.min(this.scoring, frames / SCORED_FRAMES_OF_STEP));
  }

  /** @param tried ways of decoding */
  async fitted(tried: number): Promise<void> {
    const done = this.work.steps + this.validating + this.scoring;
    await this.tell('fitting', done + this.fitting * Math.min(1, tried / DECODINGS_TRIED));
  }

  async finished(): Promise<void> {
    await this.tell('fitting', Infinity);
  }

  private async tell(
    phase: LearningProgress['phase'],
    done: number,
    more: Partial<Pick<LearningProgress, 'loss' | 'validation'>> = {},
  ): Promise<void> {
    const { steps } = this.work;
    const all = steps + this.validating + this.scoring + this.fitting;
    // All is done only when the model is there.
    const fraction = done === Infinity ? 1 : (0.999 * done) / all;
    await this.onProgress?.({ phase, fraction, step: this.step, steps, loss: this.loss, ...more });
  }
}

function framesOf(stretches: readonly LabelledStretch[], settings: SegmenterSettings): number {
  return stretches.reduce((sum, { samples }) => sum + samples.length / hopLength(settings), 0);
}
