import { type ScoreBuffer } from './score-buffer.js';

/** Frames on each side in which the peak is looked for. */
const REACH = 2;

/**
 * Where a boundary lies between frames: the vertex of the parabola through the highest score near the frame and its two neighbours
 * (Smith and Serra, PARSHL, 1987).
 */
export function boundaryPosition(scores: ScoreBuffer, kind: 'onset' | 'offset', frame: number): number {
  let peak = frame;
  for (let each = frame - REACH; each <= frame + REACH; each++) {
    if (scores.at(each)[kind] > scores.at(peak)[kind]) peak = each;
  }
  const [before, top, behind] = [-1, 0, 1].map((distance) => scores.at(peak + distance)[kind]);
  const curvature = before - 2 * top + behind;
  if (curvature >= -1e-9) return peak;
  return peak + Math.min(0.5, Math.max(-0.5, (0.5 * (before - behind)) / curvature));
}
