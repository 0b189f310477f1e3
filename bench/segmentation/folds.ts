import { type CorpusRecording } from '../../src/segmentation/corpus/read-corpus.js';
import { firstSeconds, type Division } from './first-seconds.js';

/** What is left out of training, and what is then measured. */
export interface Fold {
  readonly name: string;
  readonly split: string;
  leavesOut(recording: CorpusRecording): boolean;
  /** Measured as it is, without learning. */
  readonly unseen: readonly { readonly data: string; readonly recordings: readonly CorpusRecording[] }[];
  /** Measured after learning from some labels. */
  readonly learned: readonly { readonly data: string; readonly division: Division }[];
}

/**
 * One adult, one juvenile and one recording of meerkats at a time, so that two trainings do for six of them; who is measured first after 10 s must have
 * enough labels on both sides.
 */
const LEFT_OUT = [
  { unseen: ['g17y2U', 'R3428', 'ZIP040'], learned: ['g17y2U', 'R3428', 'ZIP040'] },
  { unseen: ['g19o3U', 'R3549', 'VALP007'], learned: ['g19o3U'] },
];
const OF_NEW_SPECIES = ['g17y2U', 'g19o3U', 'R3428'];
const SECONDS = 10;
const SECONDS_OF_NEW_SPECIES = 12;

/** Leave one adult, juvenile and recording of meerkats out, and one species. */
export function folds(all: readonly CorpusRecording[]): Fold[] {
  const of = (name: string) => all.filter(({ file }) => file.includes(name));
  const after = (name: string, seconds: number) => ({
    data: `${animalOf(name)} ${name}, after its first ${seconds} s`,
    division: firstSeconds(of(name), seconds),
  });
  const unseen = (name: string) => ({ data: `${animalOf(name)} ${name}, without learning`, recordings: of(name) });
  return [
    ...LEFT_OUT.map((names) => ({
      name: `without-${names.unseen.join('-')}`,
      split: 'leave one adult, one juvenile and one recording of meerkats out',
      leavesOut: ({ file }: CorpusRecording) => names.unseen.some((name) => file.includes(name)),
      unseen: names.unseen.map(unseen),
      learned: names.learned.map((name) => after(name, SECONDS)),
    })),
    {
      name: 'without-finches',
      split: 'leave one species out',
      leavesOut: ({ file }: CorpusRecording) => file.includes('zebra_finch'),
      unseen: [],
      learned: OF_NEW_SPECIES.map((name) => after(name, SECONDS_OF_NEW_SPECIES)),
    },
  ];
}

function animalOf(name: string): string {
  if (name.startsWith('g')) return 'zebra finch';
  return name.startsWith('R') ? 'juvenile zebra finch' : 'meerkat';
}
