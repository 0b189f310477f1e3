import { LabelFilesService, type TextGridInterval } from '../../../annotations/label-files.service.js';
import type { TranscriptFormat } from './transcript-format.js';

/**
 * What fits into a tier, in which intervals neither overlap nor are empty: times are moved behind the interval before, and the text of what has no
 * length then joins that interval.
 */
function toIntervals(spoken: readonly TextGridInterval[], durationSeconds: number): TextGridInterval[] {
  const intervals: TextGridInterval[] = [];
  for (const { start, end, text } of spoken) {
    const last = intervals.at(-1);
    const from = Math.max(start, last?.end ?? 0);
    const until = Math.min(end, durationSeconds);
    if (until > from) intervals.push({ start: from, end: until, text });
    else if (last !== undefined) intervals[intervals.length - 1] = { ...last, text: `${last.text} ${text}` };
  }
  return intervals;
}

/** Praat's TextGrid: a tier of segments and, where there are word times, one of words. Both cover the whole recording. */
export const textgrid: TranscriptFormat = {
  extension: 'TextGrid',
  contentType: 'text/plain; charset=utf-8',
  write({ segments, durationSeconds }) {
    const words = segments.flatMap((segment) => segment.words.map(({ word, ...time }) => ({ ...time, text: word })));
    const tiers = [{ name: 'segments', intervals: toIntervals(segments, durationSeconds) }];
    if (words.length > 0) tiers.push({ name: 'words', intervals: toIntervals(words, durationSeconds) });
    return LabelFilesService.writeTextGrid(tiers, durationSeconds);
  },
};
