import type { ComputeTask } from '../../compute/compute-task.js';
import type { HeardEvents } from '../analysis/heard-events.js';
import { type ScoreOptions, scoreSegments, type SegmentationScores } from '../scores/score-segments.js';
import type { Segment } from '../scores/segment.js';
import { type Area, mergedAreas, withinAreas } from './within-areas.js';

export interface ScoredRecording {
  readonly events: HeardEvents;
  readonly labels: readonly Segment[];
  readonly areas: readonly Area[];
  readonly durationSeconds: number;
}

export interface ScoreTaskInput {
  readonly recordings: readonly ScoredRecording[];
  /** Names of the classes of the events. */
  readonly classNames: readonly string[];
  readonly options: ScoreOptions;
}

export interface ScoreTaskOutput {
  readonly scores: SegmentationScores;
  /** Sum of the areas. */
  readonly seconds: number;
}

const scoreTask: ComputeTask<ScoreTaskInput, ScoreTaskOutput> = ({ recordings, classNames, options }) => {
  let seconds = 0;
  const pairs = recordings.map(({ events, labels, areas, durationSeconds }) => {
    const apart = mergedAreas(areas, durationSeconds);
    for (const { onset, offset } of apart) seconds += offset - onset;
    const predictions = Array.from(events.onset, (onset, index) => ({
      onset,
      offset: events.offset[index],
      class: classNames[events.class[index]],
    }));
    return { predictions: withinAreas(predictions, apart), labels: withinAreas(labels, apart) };
  });
  return { scores: scoreSegments(pairs, options), seconds };
};
export default scoreTask;
