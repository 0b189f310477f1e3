import type { Label } from '../label.js';
import { MAX_NAME_LENGTH } from '../label-rules.js';

type Names = Pick<Label, 'species' | 'individual' | 'cluster' | 'text'>;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '|': '\\|', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const MEANINGS = new Map(Object.entries(ESCAPES).map(([meaning, escape]) => [escape, meaning]));
const escape = (part: string): string => part.replaceAll(/[\\|\n\r\t]/g, (character) => ESCAPES[character]);
const unescape = (part: string): string => part.replaceAll(/\\[\\|nrt]/g, (pair) => MEANINGS.get(pair)!);

/** Longer than any four parts that are allowed: not worth taking apart, as it will be refused. */
const LONGEST = 10_000;

/** Parts between `|`, as they are written; a backslash takes the next character along. */
const split = (text: string): string[] => {
  const parts = [''];
  for (const [piece] of text.matchAll(/\\[^]|\||[^\\|]+|\\/g)) {
    if (piece === '|') parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
};

/**
 * The one text that a label has in formats that know only one: the cluster alone, or `species|individual|cluster|text` where there is more
 * (`\|`, `\\`, `\n`, `\r` and `\t` stand for those characters).
 */
export function toLabelText({ species, individual, cluster, text }: Names): string {
  const isPlain = species === '' && individual === '' && text === '' && !cluster.includes('|');
  return isPlain ? cluster : [species, individual, cluster, text].map(escape).join('|');
}

/** What `toLabelText` wrote; a text of another program without `|` is a cluster unless it is too long for a name. */
export function fromLabelText(text: string): Names {
  const parts = text.length > LONGEST ? [text] : split(text);
  if (parts.length === 1) {
    const isName = text.length <= MAX_NAME_LENGTH && /^\P{Cc}*$/u.test(text);
    return { species: '', individual: '', cluster: isName ? text : '', text: isName ? '' : text };
  }
  const [species, individual, cluster = '', ...others] = parts;
  return {
    species: unescape(species),
    individual: unescape(individual),
    cluster: unescape(cluster),
    text: unescape(others.join('|')),
  };
}
