import type { Transcript, TranscriptSegment, TranscriptWord } from '../../transcript.js';
import { type ComparedWord, type ComparisonOptions, wordsOf } from './words-of.js';

/** A word of a transcript: how it is compared, where it stands in the text, and when it was said. */
export interface SpokenWord extends ComparedWord {
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

/** All that was said: `from` and `to` of the words are places in `text`. */
export interface SpokenText {
  readonly text: string;
  readonly words: readonly SpokenWord[];
}

type Timed = Pick<SpokenWord, 'start' | 'end' | 'confidence'>;

/** A word of the transcript and its place in the text of its segment. */
interface PlacedWord extends Timed {
  readonly from: number;
  readonly to: number;
}

/** Words of the whole transcript; where a segment has no word times, its words have the segment's. */
export function spokenWords(transcript: Transcript, options: ComparisonOptions): SpokenText {
  let text = '';
  const words: SpokenWord[] = [];
  for (const segment of transcript.segments) {
    if (text !== '') text += ' ';
    const offset = text.length;
    const placed = placeWords(segment);
    let next = 0;
    for (const { key, from, to } of wordsOf(segment.text, options)) {
      while (next < placed.length - 1 && placed[next].to <= from) next++;
      words.push({ key, from: offset + from, to: offset + to, ...timeOf(segment, placed, next, to) });
    }
    text += segment.text;
  }
  return { text, words };
}

/** A compared word can be made of several words of the transcript: models cut some languages into single characters. */
function timeOf(segment: TranscriptSegment, placed: readonly PlacedWord[], first: number, to: number): Timed {
  if (placed.length === 0) return segment;
  let last = first;
  while (last < placed.length - 1 && placed[last + 1].from < to) last++;
  const covering = placed.slice(first, last + 1);
  return { start: covering[0].start, end: covering.at(-1)!.end, confidence: meanConfidence(covering) };
}

function placeWords({ text, words }: TranscriptSegment): PlacedWord[] {
  let position = 0;
  return words.map(({ word, start, end, confidence }: TranscriptWord) => {
    const found = text.indexOf(word, position);
    const from = found === -1 ? position : found;
    position = from + (found === -1 ? 0 : word.length);
    return { start, end, confidence, from, to: position };
  });
}

/** exp(mean log), as the confidence of a word is over its tokens. */
export function meanConfidence(words: readonly { readonly confidence: number }[]): number {
  return Math.exp(words.reduce((sum, { confidence }) => sum + Math.log(confidence), 0) / words.length);
}
