import { ClassCounts } from './class-counts.js';
import { type ConfusionCell, ConfusionMatrix } from './confusion-matrix.js';
import { type DetectionScores, scoresOf } from './detection-scores.js';
import { countFrames } from './frame-wise.js';
import { countOverlaps } from './overlap-wise.js';
import type { ClassName, Segment, SegmentPair } from './segment.js';
import { countSegments } from './segment-wise.js';

export interface ScoreOptions {
  /** Largest |Δonset| and |Δoffset| of a segment-wise hit, seconds. Usually 4 time steps of the model. */
  readonly toleranceSeconds: number;
  /** Bins of the frame-wise score, seconds: `frameBinSeconds(time step)`. */
  readonly binSeconds: number;
  /** Least intersection over union of a match by overlap. Default 0.5. */
  readonly minimumIou?: number;
  /** Only this class is scored; its bins are those that no later segment of another class covers. Default: all classes. */
  readonly targetClass?: ClassName;
}

/** The three ways to count, each as precision, recall and F1. */
export interface ScoreSet {
  readonly segmentWise: DetectionScores;
  readonly frameWise: DetectionScores;
  readonly overlapWise: DetectionScores;
}

export interface SegmentationScores extends ScoreSet {
  /** The same with every segment as one class: how well anything vocal was found. */
  readonly detection: ScoreSet;
  /** In the order of first appearance. */
  readonly classes: readonly ({ readonly class: ClassName } & ScoreSet)[];
  readonly confusion: readonly ConfusionCell[];
}

const DEFAULT_MINIMUM_IOU = 0.5;

/** Scores predictions against labels; counts are summed over the recordings first, then made into precision, recall and F1. */
export function scoreSegments(pairs: Iterable<SegmentPair>, options: ScoreOptions): SegmentationScores {
  const scorer = new SegmentScorer(options);
  for (const pair of pairs) scorer.add(pair);
  return scorer.finish();
}

export interface BriefScores {
  readonly segmentWise: DetectionScores;
  readonly frameWise: DetectionScores;
}

/** The two figures alone by which learning decides, about a third of the work. */
export function scoreBriefly(pairs: Iterable<SegmentPair>, options: ScoreOptions): BriefScores {
  const [segments, frames] = [new ClassCounts(), new ClassCounts()];
  for (const pair of pairs) {
    countSegments(pair, options.toleranceSeconds, segments);
    countFrames(pair, options.binSeconds, frames);
  }
  return { segmentWise: scoresOf(segments.total()), frameWise: scoresOf(frames.total()) };
}

/** Sums what one recording after another gives. */
export class SegmentScorer {
  private readonly byClass: Counting;
  private readonly anyClass: Counting;
  private readonly confusion = new ConfusionMatrix();

  constructor(private readonly options: ScoreOptions) {
    this.byClass = new Counting(options);
    this.anyClass = new Counting(options);
  }

  /** @param toleranceSeconds of this recording, where its labels are more or less exact than others */
  add(pair: SegmentPair, toleranceSeconds = this.options.toleranceSeconds): void {
    this.byClass.add(pair, toleranceSeconds);
    this.confusion.count(pair, this.options.minimumIou ?? DEFAULT_MINIMUM_IOU);
    const isScored = ({ class: name }: Segment): boolean =>
      this.options.targetClass === undefined || name === this.options.targetClass;
    const unnamed = (segment: Segment): Segment => ({ ...segment, class: '' });
    const [predictions, labels] = [pair.predictions, pair.labels].map((list) => list.filter(isScored).map(unnamed));
    this.anyClass.add({ predictions, labels }, toleranceSeconds);
  }

  finish(): SegmentationScores {
    const { targetClass } = this.options;
    const classes = targetClass === undefined ? this.byClass.classes : [targetClass];
    return {
      ...(targetClass === undefined ? this.byClass.total() : this.byClass.of(targetClass)),
      detection: this.anyClass.total(),
      classes: classes.map((name) => ({ class: name, ...this.byClass.of(name) })),
      confusion: this.confusion.cells(),
    };
  }
}

class Counting {
  private readonly segments = new ClassCounts();
  private readonly frames = new ClassCounts();
  private readonly overlaps = new ClassCounts();

  constructor(private readonly options: ScoreOptions) {}

  get classes(): ClassName[] {
    return this.segments.classes;
  }

  add(pair: SegmentPair, toleranceSeconds: number): void {
    countSegments(pair, toleranceSeconds, this.segments);
    countFrames(pair, this.options.binSeconds, this.frames);
    countOverlaps(pair, this.options.minimumIou ?? DEFAULT_MINIMUM_IOU, this.overlaps);
  }

  of(name: ClassName): ScoreSet {
    return this.made((counts) => counts.of(name));
  }

  total(): ScoreSet {
    return this.made((counts) => counts.total());
  }

  private made(take: (counts: ClassCounts) => Parameters<typeof scoresOf>[0]): ScoreSet {
    return {
      segmentWise: scoresOf(take(this.segments)),
      frameWise: scoresOf(take(this.frames)),
      overlapWise: scoresOf(take(this.overlaps)),
    };
  }
}
