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

const ADULTS = ['g17y2U', 'g19o3U'];
const JUVENILES = ['R3428', 'R3549'];
const MEERKATS = ['VALP007', 'VALP009', 'ZIP040'];
const SECONDS = 10;
const SECONDS_OF_NEW_SPECIES = 12;

/** Leave one bird out (the two juveniles with few labels together), one recording of meerkats, and one species. */
export function folds(all: readonly CorpusRecording[]): Fold[] {
  const of = (name: string) => all.filter(({ file }) => file.includes(name));
  const isFinch = ({ file }: CorpusRecording) => file.includes('zebra_finch');
  const isMeerkat = ({ file }: CorpusRecording) => file.includes('meerkat');
  const isJuvenile = ({ file }: CorpusRecording) => JUVENILES.some((name) => file.includes(name));
  const after = (name: string, seconds: number) => ({
    data: `zebra finch ${name}, after its first ${seconds} s`,
    division: firstSeconds(of(name), seconds),
  });
  const unseen = (name: string) => ({ data: `zebra finch ${name}, without learning`, recordings: of(name) });
  return [
    ...ADULTS.map((name) => ({
      name: `without-${name}`,
      split: 'leave one bird out',
      leavesOut: ({ file }: CorpusRecording) => file.includes(name),
      unseen: [unseen(name)],
      learned: [after(name, SECONDS)],
    })),
    {
      name: 'without-juveniles',
      split: 'leave both birds out',
      leavesOut: isJuvenile,
      unseen: JUVENILES.map(unseen),
      learned: [after(JUVENILES[0], SECONDS)],
    },
    {
      name: 'without-meerkats',
      split: 'leave one species out',
      leavesOut: isMeerkat,
      unseen: MEERKATS.map((name) => ({ data: `meerkat ${name}, without learning`, recordings: of(name) })),
      learned: MEERKATS.map((name) => ({
        data: `meerkat ${name}, after ${SECONDS} s of other recordings`,
        division: {
          training: firstSeconds(
            of('meerkat')
              .filter(({ file }) => !file.includes(name))
              .reverse(),
            SECONDS,
          ).training,
          test: of(name),
        },
      })),
    },
    {
      name: 'without-finches',
      split: 'leave one species out',
      leavesOut: isFinch,
      unseen: [],
      learned: [...ADULTS, JUVENILES[0]].map((name) => after(name, SECONDS_OF_NEW_SPECIES)),
    },
  ];
}
