import { CLUSTER_SEPARATOR } from '../../segmentation/cluster-name.js';
import type { ConfusionCell } from '../../segmentation/scores/confusion-matrix.js';
import type { DetectionScores } from '../../segmentation/scores/detection-scores.js';
import type { ClassName } from '../../segmentation/scores/segment.js';
import { scoreNote } from '../../segmentation/scores/score-note.js';
import type { ScoreSet, SegmentationScores } from '../../segmentation/scores/score-segments.js';

/** Classes beyond this are left out of the table; `--json` has them all. */
const MOST_ROWS = 50;

const HEADER = ['', 'found', 'predicted', 'labelled', 'precision', 'recall', 'F1'];

const rowOf = (
  name: string,
  { truePositives, predicted, labelled, precision, recall, f1 }: DetectionScores,
): string[] => [
  name,
  String(truePositives),
  String(predicted),
  String(labelled),
  ...[precision, recall, f1].map((score) => score.toFixed(3)),
];

const rowsOf = (suffix: string, { segmentWise, frameWise, overlapWise }: ScoreSet): string[][] => [
  rowOf(`segments${suffix}`, segmentWise),
  rowOf(`frames${suffix}`, frameWise),
  rowOf(`overlap${suffix}`, overlapWise),
];

/** Scores as a table for people. */
export function scoreTable(scores: SegmentationScores): string {
  const classes = scores.classes.slice(0, MOST_ROWS);
  const parts = [aligned([HEADER, ...rowsOf('', scores), ...rowsOf(', any class', scores.detection)])];
  if (classes.length > 1) {
    parts.push(
      `Segments of each class\n${aligned([HEADER, ...classes.map((own) => rowOf(readable(own.class), own.segmentWise))])}`,
    );
  }
  if (scores.confusion.length > 0) {
    parts.push(
      `Labelled as → predicted as (by overlap)\n${aligned(scores.confusion.slice(0, MOST_ROWS).map(confusionRow))}`,
    );
  }
  const note = scoreNote(scores);
  if (note !== null) parts.push(`${note}\n`);
  return parts.join('\n');
}

const readable = (name: ClassName): string => String(name).replaceAll(CLUSTER_SEPARATOR, ' / ');

const confusionRow = ({ labelled, predicted, count }: ConfusionCell): string[] => [
  `${readable(labelled ?? '(nothing)')} → ${readable(predicted ?? '(missed)')}`,
  String(count),
];

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ');
  return `${rows.map((row) => line(row).trimEnd()).join('\n')}\n`;
}

/** The F1 that WhisperSeg's evaluation gives where nothing is right, for its denominators are at least this. */
const CONTRACT_FLOOR = 1e-12;

/** The keys of WhisperSeg's evaluation. */
const contractScores = ({ truePositives, predicted, labelled, precision, recall, f1 }: DetectionScores): object => ({
  'N-true-positive': truePositives,
  'N-positive-in-prediction': predicted,
  'N-positive-in-ground-truth': labelled,
  precision,
  recall,
  F1: Math.max(f1, CONTRACT_FLOOR),
});

/** Scores for programs: `segment_wise_scores` and `frame_wise_scores` as WhisperSeg's evaluation has them, then everything under Earshot's names. */
export const scoreJson = (scores: SegmentationScores, more: object): string =>
  `${JSON.stringify(
    {
      segment_wise_scores: contractScores(scores.segmentWise),
      frame_wise_scores: contractScores(scores.frameWise),
      ...more,
      scores,
    },
    null,
    2,
  )}\n`;
