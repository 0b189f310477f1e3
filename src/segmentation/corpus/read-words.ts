import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BASE_SETTINGS } from '../network/base-settings.js';
import { type SegmenterSettings } from '../network/segmenter-settings.js';
import { type Label } from '../learning/labelled-audio.js';
import { type LabelledStretch } from '../learning/examples/labelled-clips.js';
import { readSamples } from './read-samples.js';

const SPEECH_SETTINGS: SegmenterSettings = {
  ...BASE_SETTINGS,
  sampleRateHz: 16_000,
  maxFrequencyHz: 8_000,
  timeStepSeconds: 0.01,
};
/** Words with shorter pauses between them are one utterance, s. */
const SHORTEST_PAUSE_SECONDS = 0.05;
/** A long file does not count for more than this, s. */
const MOST_SHARE_SECONDS = 6;
/** `file,index,word,start_s,end_s,method`; a word may hold commas. */
const ROW = /^([^,]+),\d+,.*,([\d.]+),([\d.]+),[^,]+$/;

/** Speech with the times of its words. They are not exact enough for boundaries to be learned from them. */
export async function readWords(path: string): Promise<LabelledStretch[]> {
  const words = new Map<string, { onset: number; offset: number }[]>();
  for (const line of (await readFile(path, 'utf8')).split('\n')) {
    const [, file, onset, offset] = ROW.exec(line.trim()) ?? [];
    if (file === undefined) continue;
    words.set(file, [...(words.get(file) ?? []), { onset: Number(onset), offset: Number(offset) }]);
  }
  const stretches: LabelledStretch[] = [];
  for (const [file, spoken] of words) {
    const samples = await readSamples(join(dirname(path), file), SPEECH_SETTINGS.sampleRateHz);
    const seconds = samples.length / SPEECH_SETTINGS.sampleRateHz;
    stretches.push({
      samples,
      settings: SPEECH_SETTINGS,
      area: { onset: 0, offset: seconds },
      labels: utterances(spoken),
      exact: false,
      classified: false,
      share: Math.min(MOST_SHARE_SECONDS, seconds),
    });
  }
  return stretches;
}

function utterances(words: { onset: number; offset: number }[]): Label[] {
  const joined: { onset: number; offset: number; class: number }[] = [];
  for (const { onset, offset } of words.sort((left, right) => left.onset - right.onset)) {
    const before = joined.at(-1);
    if (before && onset - before.offset < SHORTEST_PAUSE_SECONDS) before.offset = Math.max(before.offset, offset);
    else joined.push({ onset, offset, class: 0 });
  }
  return joined;
}
