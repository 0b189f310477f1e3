import type { GivenLabel, GivenRecording, GivenStretch } from './given-recording.js';
import { stretchesOf } from './treat-recording.js';

/**
 * Makes one of all entries of a request that are about one recording. Treated apart, the calls of one entry would be taught as silence by the areas
 * of another, and heard in training while they are held back for validation.
 *
 * Rules for areas hold for the labels of their own entry. Where an entry names channels for all of its areas, those of its labels that name none lie on
 * these channels; else they lie on every channel, as within one entry.
 */
export function groupRecordings<Recording extends GivenRecording & { readonly key: string }>(
  entries: readonly Recording[],
): Recording[] {
  const groups = new Map<string, [Recording, ...Recording[]]>();
  for (const entry of entries) {
    const group = groups.get(entry.key);
    if (group === undefined) groups.set(entry.key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()].map((group) => (group.length === 1 ? group[0] : joined(group)));
}

function joined<Recording extends GivenRecording>(group: readonly [Recording, ...Recording[]]): Recording {
  const parts = group.map(({ areas, labels, durationSeconds }) => {
    const stretches = stretchesOf(areas, labels, durationSeconds);
    return { stretches, labels: onChannelsOf(stretches, labels) };
  });
  return {
    ...group[0],
    areas: parts.flatMap(({ stretches }) => stretches),
    labels: parts.flatMap(({ labels }) => labels),
  };
}

function onChannelsOf(areas: readonly GivenStretch[], labels: readonly GivenLabel[]): readonly GivenLabel[] {
  const channels = [...new Set(areas.map(({ channel }) => channel))];
  if (channels.length === 0 || channels.includes(undefined)) return labels;
  return labels.flatMap((label) =>
    label.channel === undefined ? channels.map((channel) => ({ ...label, channel })) : [label],
  );
}
