import { type LabelledStretch } from './labelled-clips.js';

/** Shortest stretch without labels that serves as background, s, and what is kept clear of the labels around it. */
const SHORTEST_SECONDS = 0.3;
const CLEARANCE_SECONDS = 0.1;

/** What can be heard where nothing is labelled: views of the samples, not to be written to. */
export function backgroundsOf(stretches: readonly LabelledStretch[]): Float32Array[] {
  return stretches.flatMap(({ samples, settings: { sampleRateHz }, area, labels }) => {
    const found: Float32Array[] = [];
    let end = area.onset;
    for (const { onset, offset } of [...byOnset(labels), { onset: area.offset, offset: area.offset }]) {
      const [first, last] = [end + CLEARANCE_SECONDS, onset - CLEARANCE_SECONDS];
      if (last - first >= SHORTEST_SECONDS) {
        found.push(samples.subarray(Math.round(first * sampleRateHz), Math.round(last * sampleRateHz)));
      }
      end = Math.max(end, offset);
    }
    return found;
  });
}

function byOnset(labels: LabelledStretch['labels']): LabelledStretch['labels'] {
  return [...labels].sort((left, right) => left.onset - right.onset);
}
