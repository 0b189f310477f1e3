import type { Transcript } from '../transcript.js';
import type { KeywordOptions } from './dto/keyword-options.dto.js';
import type { KeywordHit, KeywordResult } from './dto/keyword-result.dto.js';
import { PhraseTrie, type PhraseMatch } from './matching/phrase-trie.js';
import { meanConfidence, type SpokenText, spokenWords } from './matching/spoken-words.js';
import { stemmerFor } from './matching/stemmer-for.js';
import { wordsOf } from './matching/words-of.js';

/** Hits of all keywords together; more are counted, not told. */
export const MOST_HITS = 10_000;

const CONTEXT_WORDS = 6;

/** What was found of the keywords of a transcript. */
export interface FoundKeywords {
  readonly keywords: KeywordResult[];
  /** Whether there were more hits than {@link MOST_HITS}; the counts are complete nevertheless. */
  readonly isTruncated: boolean;
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

/**
 * Finds keywords in a transcript.
 * @returns one entry for each keyword, those that do not occur included, in the order given; keywords that are the same after normalisation are one,
 *   as the first of them is written
 */
export function findKeywords(transcript: Transcript, options: KeywordOptions): FoundKeywords {
  const { keywords, stemKeywords, foldKeywordAccents: foldAccents } = options;
  const { language } = transcript;
  const comparison = { language, foldAccents, stem: stemKeywords ? stemmerFor(language) : undefined };
  const spoken = spokenWords(transcript, comparison);
  const said = new Set(spoken.words.map(({ key }) => key));
  const trie = new PhraseTrie();
  const known = new Set<string>();
  const results: KeywordResult[] = [];
  for (const keyword of keywords) {
    const words = wordsOf(keyword, comparison).map(({ key }) => key);
    const phrase = words.join(' ');
    if (phrase === '' || known.has(phrase)) continue;
    known.add(phrase);
    // Phrases that cannot occur would take half a gigabyte, were they ten thousand of a hundred words.
    if (words.every((word) => said.has(word))) trie.add(words, results.length);
    results.push({ keyword, count: 0, perMinute: 0, hits: [] });
  }
  if (results.length === 0) return { keywords: [], isTruncated: false };
  let told = 0;
  let found = 0;
  for (const match of trie.find(spoken.words.map(({ key }) => key))) {
    const result = results[match.phrase];
    result.count++;
    found++;
    if (told < MOST_HITS) result.hits.push(toHit(spoken, match));
    told++;
  }
  const minutes = transcript.durationSeconds / 60;
  for (const result of results) result.perMinute = minutes > 0 ? round(result.count / minutes) : 0;
  return { keywords: results, isTruncated: found > MOST_HITS };
}

function toHit({ text, words }: SpokenText, { from, to }: PhraseMatch): KeywordHit {
  const said = words.slice(from, to);
  const around = [words[Math.max(0, from - CONTEXT_WORDS)], words[Math.min(words.length, to + CONTEXT_WORDS) - 1]];
  return {
    start: said[0].start,
    end: said.at(-1)!.end,
    confidence: round(meanConfidence(said)),
    text: text.slice(said[0].from, said.at(-1)!.to),
    context: text.slice(around[0].from, endOfContext(text, around[1].to)),
  };
}

/** A word with a hyphen or an apostrophe is not cut, nor is punctuation left behind, where a space follows soon. */
function endOfContext(text: string, to: number): number {
  const rest = /^\S{0,20}(?=\s|$)/.exec(text.slice(to, to + 21))?.[0] ?? '';
  return to + rest.length;
}
