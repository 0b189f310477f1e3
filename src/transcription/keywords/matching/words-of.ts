/** A word of a text: how it is compared, and where it stands. */
export interface ComparedWord {
  /** Normalised; two words are the same when these are. */
  readonly key: string;
  /** First and one behind the last UTF-16 unit in the text. */
  readonly from: number;
  readonly to: number;
}

export interface ComparisonOptions {
  /** ISO 639-1; tells where words end in languages that write no spaces between them. */
  readonly language?: string | null;
  /** Whether `café` and `cafe` are the same. */
  readonly foldAccents?: boolean;
  /** Cuts a word down to its stem. */
  readonly stem?: (word: string) => string;
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known !== undefined) return known;
  const [supported] = Intl.Segmenter.supportedLocalesOf(/^[a-z]{2,3}$/.test(language) ? [language] : []);
  const segmenter = new Intl.Segmenter(supported ?? 'en', { granularity: 'word' });
  segmenters.set(language, segmenter);
  return segmenter;
}

/** Punctuation, except what stands between the digits of a number. */
const PUNCTUATION = /(?<!\p{N})[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+(?!\p{N})/gu;
const ACCENTS = /\p{M}+/gu;

/**
 * The words of a text (Unicode word boundaries, UAX 29) as they are compared: compatibility forms (NFKC), without case and punctuation.
 * `don't` is `dont`, `re-read` is two words, `3.5` is one. Accents count unless `foldAccents` is set.
 */
export function wordsOf(text: string, options: ComparisonOptions = {}): ComparedWord[] {
  const words: ComparedWord[] = [];
  for (const { segment, index, isWordLike } of segmenterFor(options.language ?? 'en').segment(text)) {
    // What is not word-like has no letter and no digit, as a rule; emoji and rare scripts are looked at to be sure.
    if (isWordLike !== true && !/[\p{L}\p{N}]/u.test(segment)) continue;
    const key = keyOf(segment, options);
    if (key !== '') words.push({ key, from: index, to: index + segment.length });
  }
  return words;
}

function keyOf(word: string, { foldAccents = false, stem }: ComparisonOptions): string {
  // By way of upper case, ß becomes ss.
  let key = word.normalize('NFKC').toUpperCase().toLowerCase().replace(PUNCTUATION, '');
  if (stem !== undefined) key = stem(key);
  return foldAccents ? key.normalize('NFD').replace(ACCENTS, '').normalize('NFC') : key;
}
