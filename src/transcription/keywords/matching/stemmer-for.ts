import { newStemmer } from 'snowball-stemmers';

/** Snowball's algorithms by ISO 639-1 code. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  ar: 'arabic',
  hy: 'armenian',
  eu: 'basque',
  ca: 'catalan',
  cs: 'czech',
  da: 'danish',
  nl: 'dutch',
  en: 'english',
  fi: 'finnish',
  fr: 'french',
  de: 'german',
  hu: 'hungarian',
  it: 'italian',
  ga: 'irish',
  no: 'norwegian',
  nn: 'norwegian',
  nb: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sl: 'slovene',
  es: 'spanish',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
};

/** Languages whose words can be cut down to their stems. */
export const STEMMED_LANGUAGES: readonly string[] = Object.keys(ALGORITHMS);

/**
 * What cuts words of a language down to their stems (snowballstem.org).
 * @param language ISO 639-1 @returns undefined where there is nothing for the language
 */
export function stemmerFor(language: string | null): ((word: string) => string) | undefined {
  const algorithm = language !== null && Object.hasOwn(ALGORITHMS, language) ? ALGORITHMS[language] : undefined;
  if (algorithm === undefined) return undefined;
  const stemmer = newStemmer(algorithm);
  const known = new Map<string, string>();
  return (word) => {
    let stem = known.get(word);
    if (stem === undefined) known.set(word, (stem = stemmer.stem(word)));
    return stem;
  };
}
