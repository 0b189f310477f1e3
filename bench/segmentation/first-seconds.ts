import { type CorpusRecording } from '../../src/segmentation/corpus/read-corpus.js';

export interface Division {
  readonly training: readonly CorpusRecording[];
  readonly test: readonly CorpusRecording[];
}

/** Of the recording that follows an area, learning may hear this much, s: as the server gives it. */
const CONTEXT_SECONDS = 1;
/** What is too short to be worth an area, s. */
const SHORTEST_SECONDS = 0.5;

/** The first seconds of some recordings, file after file, and the rest of them. No label is cut in two. */
export function firstSeconds(recordings: readonly CorpusRecording[], seconds: number): Division {
  const training: CorpusRecording[] = [];
  const test: CorpusRecording[] = [];
  let left = seconds;
  for (const recording of recordings) {
    const { labels, samples, area, settings } = recording;
    if (left <= SHORTEST_SECONDS) {
      test.push(recording);
      continue;
    }
    const used = Math.min(left, area.offset);
    left -= used;
    if (used >= area.offset - SHORTEST_SECONDS) {
      training.push(recording);
      continue;
    }
    const halved = labels.find(({ onset, offset }) => onset < used && offset > used);
    const cut = halved ? halved.offset + 0.002 : used;
    training.push({
      ...recording,
      samples: samples.slice(0, Math.round((cut + CONTEXT_SECONDS) * settings.sampleRateHz)),
      area: { onset: 0, offset: cut },
      labels: labels.filter(({ offset }) => offset <= cut),
    });
    test.push({ ...recording, area: { ...area, onset: cut }, labels: labels.filter(({ onset }) => onset >= cut) });
  }
  return { training, test };
}
