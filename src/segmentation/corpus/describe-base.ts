import { type ModelFigure } from '../../inference/model-card.dto.js';
import { type SegmenterDescription } from '../network/segmenter-directory.js';

export interface BaseLineage {
  readonly seed: number;
  readonly steps: { readonly invented: number; readonly labelled: number };
  /** Of the corpus; see `hashCorpus`. */
  readonly dataSha256: string | null;
  readonly figures: readonly ModelFigure[];
}

/** The card of `segmenter-base`. Figures are those that `npm run bench:segmentation` measured. */
export function describeBase({ seed, steps, dataSha256, figures }: BaseLineage): SegmenterDescription {
  return {
    name: 'segmenter-base',
    version: '1.1.0',
    source: 'bundled',
    licence: 'MIT',
    description:
      'Finds where animals vocalise: onset and offset of each call. A start for learning from your own labels; it names nothing.',
    card: {
      data:
        'Invented calls in invented noise (made by code, exact labels); 150 s of read and acted speech with word times (EmoDB, MFA and praatIO samples, ' +
        'LibriVox); zebra finches: 2 adults (57 s, 199 syllables) and 3 juveniles (114 s, 99 syllables); meerkats: 3 recordings (38 s, 108 calls).',
      split:
        'Figures are of other weights, trained the same way without the bird, recording or species that they are measured on. The bundled weights have seen all of it.',
      figures: [...figures],
      lineage: { base: null, dataSha256, settings: { seed, steps } },
      limits:
        'Few animals: what it does with other species without learning is not known. It hears one call at a time: overlapping calls are joined or parted, and ' +
        'meerkats fall short of what was aimed at. It takes some ringing blows on a cage and dense rustling for calls: juvenile finches fall short until it has learned from ' +
        'them. Speech is marked as vocal, utterance by utterance, and so is most music. Labels of different people disagree about pauses under 40 ms: the decoding of the ' +
        'base was chosen on four finches, so figures without learning are somewhat optimistic; learning from 10 s of labels settles it.',
    },
  };
}
