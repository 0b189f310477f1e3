import type { Segment } from '../scores/segment.js';

export interface Area {
  /** Seconds. */
  readonly onset: number;
  readonly offset: number;
}

/** Areas in rising order, those that touch or overlap made one, cut off at the end of the recording. */
export function mergedAreas(areas: readonly Area[], durationSeconds: number): Area[] {
  const merged: { onset: number; offset: number }[] = [];
  for (const { onset, offset } of [...areas].sort((a, b) => a.onset - b.onset)) {
    const last = merged.at(-1);
    const end = Math.min(offset, durationSeconds);
    if (end <= onset) continue;
    if (last !== undefined && onset <= last.offset) last.offset = Math.max(last.offset, end);
    else merged.push({ onset, offset: end });
  }
  return merged;
}

/** The parts of segments that lie within areas, in the order of the segments. @param areas apart and in rising order */
export function withinAreas(segments: readonly Segment[], areas: readonly Area[]): Segment[] {
  return segments.flatMap(({ onset, offset, ...segment }) => {
    const parts: Segment[] = [];
    for (let at = firstEndingAfter(areas, onset); at < areas.length && areas[at].onset < offset; at++) {
      const area = areas[at];
      parts.push({ ...segment, onset: Math.max(onset, area.onset), offset: Math.min(offset, area.offset) });
    }
    return parts;
  });
}

function firstEndingAfter(areas: readonly Area[], second: number): number {
  let low = 0;
  let high = areas.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (areas[middle].offset <= second) low = middle + 1;
    else high = middle;
  }
  return low;
}
