/** Scripts that write no spaces between words, to which PostgreSQL's parser is blind. */
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]+/gu;

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

const wordsIn = (run: string): string[] => [...segmenter.segment(run)].map(({ segment }) => segment);

/** Text whose words all have spaces between them. Only spaces are added, so its other characters are those of the text, one for one. */
export const spaceWords = (text: string): string =>
  text.replace(SPACELESS, (run, index: number) => {
    const follows = index > 0 && !/\s$/u.test(text.slice(0, index)) ? ' ' : '';
    return `${follows}${wordsIn(run).join(' ')} `;
  });

/**
 * The same for what somebody searches for: words of one run must follow each other, as in a phrase, unless they stand in a phrase already.
 */
export function spaceQuery(query: string): string {
  return query
    .split('"')
    .map((part, index) => (index % 2 === 1 ? spaceWords(part) : part.replace(SPACELESS, quoteRun)))
    .join('"');
}

const quoteRun = (run: string): string => {
  const words = wordsIn(run);
  return words.length === 1 ? run : `"${words.join(' ')}"`;
};
