import { SHORTEST_SECONDS } from '../finetune-limits.js';
import type { GivenAreas, GivenLabel, GivenRecording, GivenStretch } from './given-recording.js';
import { Pieces } from './pieces.js';

export interface TreatedArea extends GivenStretch {
  /** Within the area, by onset. */
  readonly labels: readonly GivenLabel[];
}

/** How many labels and areas were not taken as they came. */
export interface Treatment {
  labelsOutside: number;
  labelsClipped: number;
  areasCut: number;
  areasOutside: number;
  areasMerged: number;
  areasWithoutLabels: number;
  labelsOverlapping: number;
  labelsRepeated: number;
}

export interface TreatedRecording {
  readonly areas: readonly TreatedArea[];
  readonly treatment: Treatment;
}

export const untouched = (): Treatment => ({
  labelsOutside: 0,
  labelsClipped: 0,
  areasCut: 0,
  areasOutside: 0,
  areasMerged: 0,
  areasWithoutLabels: 0,
  labelsOverlapping: 0,
  labelsRepeated: 0,
});

const byOnset = (a: GivenStretch, b: GivenStretch): number => a.onset - b.onset || a.offset - b.offset;

/**
 * Holds areas and labels against the recording and each other: areas end with the recording, those that overlap or meet become one, labels end with
 * their area, labels outside of all areas are left out, and a label that is given twice counts once.
 */
export function treatRecording({ durationSeconds, areas, labels }: GivenRecording): TreatedRecording {
  const treatment = untouched();
  const stretches = merge(fit(stretchesOf(areas, labels, durationSeconds), durationSeconds, treatment), treatment);
  const pieces = new Pieces(stretches);
  for (const label of labels) {
    const fate = pieces.add(label);
    if (fate === 'outside') treatment.labelsOutside++;
    if (fate === 'clipped') treatment.labelsClipped++;
  }
  const treated = stretches.map((area, index) => {
    const all = pieces.of(index);
    const distinct = withoutRepeated(all.sort(byOnset));
    treatment.labelsRepeated += all.length - distinct.length;
    return { ...area, labels: distinct };
  });
  for (const area of treated) {
    treatment.labelsOverlapping += countOverlapping(area.labels);
    if (area.labels.length === 0) treatment.areasWithoutLabels++;
  }
  return { areas: treated, treatment };
}

/** The areas of a rule, or those that were given. */
export function stretchesOf(areas: GivenAreas, labels: readonly GivenLabel[], durationSeconds: number): GivenStretch[] {
  if (areas === 'whole-recording') return [{ onset: 0, offset: durationSeconds }];
  if (areas !== 'span-of-labels') return [...areas];
  const spans = new Map<number | undefined, GivenStretch>();
  for (const { onset, offset, channel } of labels) {
    const span = spans.get(channel) ?? { onset, offset, channel };
    const wider = { onset: Math.min(span.onset, onset), offset: Math.max(span.offset, offset), channel };
    spans.set(channel, wider);
  }
  return [...spans.values()];
}

function fit(areas: readonly GivenStretch[], durationSeconds: number, treatment: Treatment): GivenStretch[] {
  const inside: GivenStretch[] = [];
  for (const area of areas) {
    if (durationSeconds - area.onset < SHORTEST_SECONDS) {
      treatment.areasOutside++;
      continue;
    }
    if (area.offset > durationSeconds) treatment.areasCut++;
    inside.push({ ...area, offset: Math.min(area.offset, durationSeconds) });
  }
  return inside;
}

/** Areas that meet become one, too: a label across their border is then not cut. Only those that overlap are told of. */
function merge(areas: readonly GivenStretch[], treatment: Treatment): GivenStretch[] {
  const merged: GivenStretch[] = [];
  const last = new Map<number | undefined, number>();
  for (const area of [...areas].sort(byOnset)) {
    const place = last.get(area.channel);
    const before = place === undefined ? undefined : merged[place];
    if (before === undefined || area.onset > before.offset) {
      last.set(area.channel, merged.length);
      merged.push(area);
      continue;
    }
    if (area.onset < before.offset) treatment.areasMerged++;
    merged[place!] = { ...before, offset: Math.max(before.offset, area.offset) };
  }
  return merged;
}

function withoutRepeated(labels: readonly GivenLabel[]): GivenLabel[] {
  const seen = new Set<string>();
  return labels.filter(({ onset, offset, name }) => {
    const key = JSON.stringify([onset, offset, name.species, name.individual, name.cluster]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function countOverlapping(labels: readonly GivenLabel[]): number {
  let end = -Infinity;
  let count = 0;
  for (const { onset, offset } of labels) {
    if (onset < end) count++;
    end = Math.max(end, offset);
  }
  return count;
}
