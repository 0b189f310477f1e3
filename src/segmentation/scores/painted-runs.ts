import type { ClassName, Segment } from './segment.js';

/** A stretch of bins [from, to) that belong to one class. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly class: ClassName;
}

/**
 * Paints segments onto bins of time, later ones over earlier ones, and returns what can be seen in the end as runs in rising order.
 * A segment covers the bins from round(onset / bin) up to, and without, round(offset / bin). Costs O(n log n) whatever the duration:
 * only the edges of segments are looked at, never single bins.
 */
export function paintedRuns(segments: readonly Segment[], binSeconds: number): Run[] {
  const strokes = segments.map(({ onset, offset, class: name }) => ({
    from: Math.max(0, Math.round(onset / binSeconds)),
    to: Math.round(offset / binSeconds),
    class: name,
  }));
  const edges = Float64Array.from(new Set(strokes.flatMap(({ from, to }) => [from, to]))).sort();
  const cellAt = new Map<number, number>();
  edges.forEach((edge, cell) => cellAt.set(edge, cell));
  const painter = new Array<ClassName | undefined>(edges.length);
  // The last stroke is painted first; `next` leads from a cell to the nearest one that nothing has painted yet.
  const next = Int32Array.from({ length: edges.length + 1 }, (_, cell) => cell);
  for (let index = strokes.length - 1; index >= 0; index--) {
    const stroke = strokes[index];
    if (stroke.to <= stroke.from) continue;
    const end = cellAt.get(stroke.to)!;
    for (let cell = unpainted(next, cellAt.get(stroke.from)!); cell < end; cell = unpainted(next, cell)) {
      painter[cell] = stroke.class;
      next[cell] = cell + 1;
    }
  }
  const runs: Run[] = [];
  painter.forEach((name, cell) => {
    if (name !== undefined) runs.push({ from: edges[cell], to: edges[cell + 1], class: name });
  });
  return runs;
}

function unpainted(next: Int32Array, cell: number): number {
  let root = cell;
  while (next[root] !== root) root = next[root];
  while (next[cell] !== root) {
    const following = next[cell];
    next[cell] = root;
    cell = following;
  }
  return root;
}
