import { SENTIMENT_CLASSES, type SentimentClass } from '../sentiment-class.js';

/** A text and the class that people gave it. */
export interface SentimentExample {
  readonly text: string;
  /** Place in `SENTIMENT_CLASSES`. */
  readonly label: number;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', gt: '>', lt: '<', quot: '"', nbsp: ' ', apos: "'" };

/** What the corpus went through before it was published: JSON escapes, HTML entities and the quotation marks of CSV. */
function restore(text: string): string {
  const plain = text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replaceAll('\\"', '"')
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&([a-z]+);/g, (entity, name: string) => (Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : entity));
  const isQuoted = plain.length > 1 && plain.startsWith('"') && plain.endsWith('"');
  return (isQuoted ? plain.slice(1, -1) : plain).replace(/"{2,}/g, '"');
}

/**
 * Reads a table of labelled texts: a line `label`, tab, `text`, then one such line for each.
 * @throws Error naming the line that is none
 */
export function readExamples(table: string): SentimentExample[] {
  const [header, ...lines] = table.replace(/\r?\n$/, '').split(/\r?\n/);
  if (header !== 'label\ttext') throw new Error('line 1: it must be "label", a tab and "text".');
  return lines.map((line, index) => {
    const tab = line.indexOf('\t');
    const label = SENTIMENT_CLASSES.indexOf(line.slice(0, tab) as SentimentClass);
    if (tab < 0 || label < 0) throw new Error(`line ${index + 2}: it must begin with a class and a tab.`);
    return { text: restore(line.slice(tab + 1)), label };
  });
}
