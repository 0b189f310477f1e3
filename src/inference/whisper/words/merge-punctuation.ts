import type { WordGroup } from './word-group.js';

const OPENING = '"\'“¿([{-';
const CLOSING = '"\'.。,，!！?？:：”)]}、';

const isOneOf = (text: string, marks: string): boolean => text !== '' && marks.includes(text);

/**
 * Attaches opening marks to the word after and closing marks to the word before. The tokens of the word stay those of the word alone, so that marks
 * change neither its times nor its confidence.
 */
export function mergePunctuation(words: readonly WordGroup[]): WordGroup[] {
  return attachClosing(attachOpening(words));
}

function attachOpening(words: readonly WordGroup[]): WordGroup[] {
  const merged: WordGroup[] = [];
  for (const word of words.toReversed()) {
    const following = merged[0] as WordGroup | undefined;
    if (following !== undefined && word.text.startsWith(' ') && isOneOf(word.text.trim(), OPENING)) {
      merged[0] = { ...following, text: word.text + following.text };
    } else merged.unshift(word);
  }
  return merged;
}

function attachClosing(words: readonly WordGroup[]): WordGroup[] {
  const merged: WordGroup[] = [];
  for (const word of words) {
    const previous = merged.at(-1);
    if (previous !== undefined && !previous.text.endsWith(' ') && isOneOf(word.text, CLOSING)) {
      merged[merged.length - 1] = { ...previous, text: previous.text + word.text };
    } else merged.push(word);
  }
  return merged;
}
