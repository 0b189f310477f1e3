import { mergePunctuation } from './merge-punctuation.js';
import type { WordGroup } from './word-group.js';

/** Written without spaces between words: here a "word" is what can be read for itself, most often one character. */
const WITHOUT_SPACES = ['zh', 'ja', 'th', 'lo', 'my', 'yue'];
const REPLACEMENT = '\ufffd';
const PUNCTUATION_ONLY = /^[!-/:-@[-`{-~]$/;

/**
 * Groups tokens of text to words. Source: `split_to_word_tokens` and `merge_punctuations` of the code published with Radford et al., 2022.
 * @param decode text of tokens; parts of a character become U+FFFD
 * @param language code; null where it is not known
 */
export function groupWords(
  tokens: readonly number[],
  decode: (tokens: readonly number[]) => string,
  language: string | null,
): WordGroup[] {
  const readable = groupCharacters(tokens, decode);
  const hasSpaces = language === null || !WITHOUT_SPACES.includes(language);
  return mergePunctuation(hasSpaces ? groupAtSpaces(readable) : readable);
}

/** The shortest runs of tokens that end with a whole character. */
function groupCharacters(tokens: readonly number[], decode: (tokens: readonly number[]) => string): WordGroup[] {
  const whole = decode(tokens);
  const groups: WordGroup[] = [];
  let from = 0;
  let offset = 0;
  for (let to = 1; to <= tokens.length; to++) {
    const text = decode(tokens.slice(from, to));
    const broken = text.indexOf(REPLACEMENT);
    // A replacement character that the whole text has in this place too is part of the text.
    const isComplete = broken < 0 || whole[offset + broken] === REPLACEMENT;
    if (!isComplete && to < tokens.length) continue;
    groups.push({ text, from, to });
    offset += text.length;
    from = to;
  }
  return groups;
}

function groupAtSpaces(parts: readonly WordGroup[]): WordGroup[] {
  const words: WordGroup[] = [];
  for (const part of parts) {
    const last = words.at(-1);
    if (last === undefined || part.text.startsWith(' ') || PUNCTUATION_ONLY.test(part.text.trim())) words.push(part);
    else words[words.length - 1] = { text: last.text + part.text, from: last.from, to: part.to };
  }
  return words;
}
