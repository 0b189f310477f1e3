import { toCsvRow } from '../../annotations/formats/csv-rows.js';
import { clusterName } from '../../segmentation/cluster-name.js';
import type { SegmentClass, SegmentEvent } from '../../segmentation/network/segmenter-settings.js';

const COLUMNS = ['onset', 'offset', 'cluster'];

/** The first line of a table of segments. */
export const segmentHeader = (hasFileNames: boolean): string =>
  toCsvRow(hasFileNames ? ['filename', ...COLUMNS] : COLUMNS);

/** One segment, to the millisecond. */
export function segmentRow(event: SegmentEvent, classes: readonly SegmentClass[], fileName?: string): string {
  const { onset, offset } = event;
  const cells = [onset.toFixed(3), offset.toFixed(3), clusterName(classes[event.class])];
  return toCsvRow(fileName === undefined ? cells : [fileName, ...cells]);
}
