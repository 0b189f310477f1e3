import type { Stretch } from './stretches.js';

/** Tells which stretches touch one of many areas. */
export class AnnotatedAreas {
  /** By onset, and so by offset, as none overlaps another. */
  private readonly areas: readonly Stretch[];

  /** @param areas in any order, overlapping or not; those that end before they begin are none */
  constructor(areas: readonly Stretch[]) {
    const joined: Stretch[] = [];
    const sorted = areas.filter(({ onset, offset }) => offset >= onset).sort((one, other) => one.onset - other.onset);
    for (const area of sorted) {
      const last = joined.at(-1);
      // Areas that only meet stay two: what lies on their border touches neither.
      if (last === undefined || area.onset >= last.offset) joined.push(area);
      else joined[joined.length - 1] = { onset: last.onset, offset: Math.max(last.offset, area.offset) };
    }
    this.areas = joined;
  }

  /** Whether `onset < area.offset and offset > area.onset` for an area. @param stretch ends where it begins, or after that */
  touch({ onset, offset }: Stretch): boolean {
    let [low, high] = [0, this.areas.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.areas[middle].offset > onset) high = middle;
      else low = middle + 1;
    }
    return low < this.areas.length && offset > this.areas[low].onset;
  }
}
