import { hash32 } from './hash32.js';
import { type Token, tokenise } from './tokenise.js';

/** What the linear model sees of a text: rows of its weights, and how much each counts. */
export interface TextFeatures {
  readonly rows: readonly number[];
  readonly values: readonly number[];
}

/** Shortest and longest piece of a word, its ends included. */
const PIECE_LENGTHS = [2, 6] as const;
/** Counts of style above this one are one. */
const MOST_STYLE = 3;

/**
 * Features of a text: words with their negation, pairs of words, pairs around a third one, pieces of 2 to 6 characters of words, and style (capitals,
 * stretched words, exclamation and question marks, length). Those of words and those of pieces each have the Euclidean length 1.
 * @param bucketCount rows of the weights, a power of two; a feature's row is its hash
 * @returns nothing for a text without any letter, digit or sign
 */
export function textFeatures(text: string, bucketCount: number): TextFeatures {
  const tokens = tokenise(text);
  if (tokens.length === 0) return { rows: [], values: [] };
  const words = rowsOf(wordNames(tokens), bucketCount);
  const pieces = rowsOf(pieceNames(tokens), bucketCount);
  return {
    rows: [...words, ...pieces],
    values: [...words.map(() => 1 / Math.sqrt(words.length)), ...pieces.map(() => 1 / Math.sqrt(pieces.length))],
  };
}

function rowsOf(names: Iterable<string>, bucketCount: number): number[] {
  const rows = new Set<number>();
  for (const name of names) rows.add(hash32(name) & (bucketCount - 1));
  return [...rows];
}

/** The first letter of a name keeps the kinds of features apart. */
function* wordNames(tokens: readonly Token[]): Generator<string> {
  const words = tokens.map(({ text, kind, isNegated }) => (isNegated && kind === 'word' ? `NOT_${text}` : text));
  const bounded = ['<s>', ...words, '</s>'];
  for (const [index, word] of bounded.entries()) {
    yield `w${word}`;
    if (index > 0) yield `w${bounded[index - 1]} ${word}`;
    if (index > 1) yield `k${bounded[index - 2]} ${word}`;
  }
  for (const { text } of tokens) yield `w${text}`;
  const last = tokens.findLast(({ kind }) => kind !== 'address');
  if (last !== undefined) yield `l${last.text}`;
  yield* styleNames(tokens);
}

function* styleNames(tokens: readonly Token[]): Generator<string> {
  const count = (matches: (token: Token) => boolean): number =>
    Math.min(
      MOST_STYLE,
      tokens.reduce((sum, token) => sum + Number(matches(token)), 0),
    );
  for (const { text, isShouted, isHashtag } of tokens) {
    if (isShouted) yield `S${text}`;
    if (isHashtag) yield `H${text}`;
  }
  yield `#shouted${count(({ isShouted }) => isShouted)}`;
  yield `#elongated${count(({ isElongated }) => isElongated)}`;
  yield `#exclamations${count(({ text }) => text.startsWith('!'))}`;
  yield `#questions${count(({ text }) => text.startsWith('?'))}`;
  yield `#length${Math.min(8, tokens.length >> 2)}`;
}

function* pieceNames(tokens: readonly Token[]): Generator<string> {
  const [shortest, longest] = PIECE_LENGTHS;
  for (const { text } of tokens) {
    const word = `_${text}_`;
    for (let length = shortest; length <= longest; length++) {
      for (let start = 0; start + length <= word.length; start++) yield `c${word.slice(start, start + length)}`;
    }
  }
}
