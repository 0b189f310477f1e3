import type { LearningPhase, LearningReport } from '../../segmentation/learning/dto/learning-report.js';

const MOST_POINTS = 200;

/** One point of the curve of a training. */
export interface CurvePoint {
  readonly step: number;
  readonly loss: number;
  readonly validation?: LearningReport['validation'];
}

/** How far a training is, as it is kept. */
export interface TrainingProgress {
  /** Absent in rows that are older than phases. */
  readonly phase?: LearningPhase;
  readonly fraction: number;
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  /** When this was so, milliseconds since 1970. */
  readonly at: number;
  /** How long the rest takes if it goes on as since this process began with it; null when that cannot be told yet. */
  readonly remainingSeconds: number | null;
  /** At most 200 points. */
  readonly curve: readonly CurvePoint[];
}

/** Keeps the curve of a training short, and tells how long it still takes. */
export class ProgressRecord {
  private curve: CurvePoint[];
  private first?: { readonly fraction: number; readonly at: number };
  private latest?: Omit<TrainingProgress, 'curve'>;

  /** @param before of the process that had begun, whose curve goes on */
  constructor(before?: TrainingProgress | null) {
    this.curve = [...(before?.curve ?? [])];
  }

  get progress(): TrainingProgress | undefined {
    return this.latest && { ...this.latest, curve: this.curve };
  }

  /** @returns the point, when it became one of the curve */
  add({ phase, fraction, step, steps, loss, validation }: LearningReport, at: number): CurvePoint | undefined {
    this.first ??= { fraction, at };
    const done = fraction - this.first.fraction;
    const remainingSeconds = done > 0 ? (((at - this.first.at) / 1000) * (1 - fraction)) / done : null;
    this.latest = { phase, fraction, step, steps, loss, at, remainingSeconds };
    if (phase !== 'training' && validation === undefined) return undefined;
    // Steps after the last checkpoint are done again.
    while (this.curve.length > 0 && this.curve[this.curve.length - 1].step >= step) this.curve.pop();
    const last = this.curve.at(-1)?.step ?? -Infinity;
    const isPoint = validation !== undefined || step - last >= steps / MOST_POINTS || step === steps;
    if (!isPoint) return undefined;
    if (this.curve.length === MOST_POINTS) this.thinOut();
    const point = { step, loss, ...(validation && { validation }) };
    this.curve.push(point);
    return point;
  }

  /** Of points without a validation every other one goes; when there are none, of all. */
  private thinOut(): void {
    const hasPlain = this.curve.some(({ validation }) => validation === undefined);
    this.curve = this.curve.filter((point, index) => index % 2 === 0 || (hasPlain && point.validation !== undefined));
    if (this.curve.length === MOST_POINTS) this.curve = this.curve.filter((_point, index) => index % 2 === 0);
  }
}
