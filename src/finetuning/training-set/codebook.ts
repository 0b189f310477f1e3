import { UnprocessableError } from '../../common/errors/errors.js';
import { MOST_CLASSES, type SegmentClass } from '../../segmentation/learning/dto/training-set.js';
import type { GivenLabel } from './given-recording.js';

const keyOf = ({ species, individual, cluster }: SegmentClass): string =>
  JSON.stringify([species, individual, cluster]);

/** The classes of labels, each with its number and how often it came. */
export class Codebook {
  readonly classes: readonly SegmentClass[];
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly counts: ReadonlyMap<string, number>;

  /** @throws UnprocessableError for more classes than a model can have */
  constructor(labels: Iterable<GivenLabel>) {
    const found = new Map<string, SegmentClass>();
    const counts = new Map<string, number>();
    for (const { name } of labels) {
      const key = keyOf(name);
      found.set(key, name);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    if (found.size > MOST_CLASSES) {
      throw new UnprocessableError(
        'too-many-classes',
        `The labels have ${found.size} classes; a model can have ${MOST_CLASSES}. Use fewer names, as one for each call type.`,
      );
    }
    // By the code units of their names, so that every machine numbers them alike.
    const ordered = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
    this.classes = ordered.map(([, name]) => name);
    this.numbers = new Map(ordered.map(([key], number) => [key, number]));
    this.counts = counts;
  }

  numberOf(name: SegmentClass): number {
    return this.numbers.get(keyOf(name))!;
  }

  /** Those with a single example. */
  get rare(): SegmentClass[] {
    return this.classes.filter((name) => this.counts.get(keyOf(name)) === 1);
  }
}
