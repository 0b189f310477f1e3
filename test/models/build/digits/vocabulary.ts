/** Words that the model knows; a word's place is its number. */
export const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

/**
 * How byte-pair encoding cuts the words: most are one token, as frequent words are in Whisper; two are two, so that whoever joins tokens to
 * words has something to join. `Ġ` is how GPT-2 writes a space.
 */
const PIECES: readonly (readonly string[])[] = [
  ['Ġzer', 'o'],
  ['Ġone'],
  ['Ġtwo'],
  ['Ġthree'],
  ['Ġfour'],
  ['Ġfive'],
  ['Ġsix'],
  ['Ġse', 'ven'],
  ['Ġeight'],
  ['Ġnine'],
];
/** `ve` must not be joined before `Ġfive` is, so the pieces of `seven` are learned last. */
const LEARNING_ORDER = [1, 2, 3, 4, 5, 6, 8, 9, 0, 7];

/** Length of the model's window, s. Whisper's own is 30; a short one makes tests quick. */
export const WINDOW_SECONDS = 10;
export const TIMESTAMP_SECONDS = 0.02;
/** Steps of the times that are taught. */
const TAUGHT_SECONDS = 0.1;
const TIMESTAMPS = Math.round(WINDOW_SECONDS / TIMESTAMP_SECONDS) + 1;

const { vocabulary, merges } = bytePairs();
export { merges, vocabulary };

const SPECIAL = [
  '<|endoftext|>',
  '<|startoftranscript|>',
  '<|en|>',
  '<|de|>',
  '<|translate|>',
  '<|transcribe|>',
  '<|startoflm|>',
  '<|startofprev|>',
  '<|nospeech|>',
  '<|notimestamps|>',
] as const;

/** Special tokens in Whisper's order, behind the byte pairs; timestamps come last. */
export const specialTokens = new Map<string, number>(SPECIAL.map((text, index) => [text, vocabulary.size + index]));

const special = (text: (typeof SPECIAL)[number]): number => specialTokens.get(text)!;

export const TOKENS = {
  endOfText: special('<|endoftext|>'),
  startOfTranscript: special('<|startoftranscript|>'),
  english: special('<|en|>'),
  german: special('<|de|>'),
  translate: special('<|translate|>'),
  transcribe: special('<|transcribe|>'),
  startOfPrevious: special('<|startofprev|>'),
  noSpeech: special('<|nospeech|>'),
  noTimestamps: special('<|notimestamps|>'),
  firstTimestamp: vocabulary.size + SPECIAL.length,
  /** The space alone. */
  blank: vocabulary.get('Ġ')!,
} as const;

export const VOCABULARY_SIZE = TOKENS.firstTimestamp + TIMESTAMPS;

/** Text of each timestamp token with its number. */
export const timestampTokens: readonly (readonly [string, number])[] = Array.from(
  { length: TIMESTAMPS },
  (_, index) => [`<|${(index * TIMESTAMP_SECONDS).toFixed(2)}|>`, TOKENS.firstTimestamp + index],
);

/** Tokens of a digit with the space before it. */
export function digitTokens(digit: number): number[] {
  return PIECES[digit].map((piece) => vocabulary.get(piece)!);
}

/**
 * Token of a time, s, to the nearest tenth. A small network cannot tell 20 ms apart, and a time that is spread over many tokens would
 * make every short text look doubtful to a decoder that weighs mean log-probabilities.
 */
export function timestampToken(seconds: number): number {
  const steps = Math.round(seconds / TAUGHT_SECONDS) * Math.round(TAUGHT_SECONDS / TIMESTAMP_SECONDS);
  return TOKENS.firstTimestamp + Math.min(TIMESTAMPS - 1, Math.max(0, steps));
}

/** What a token adds to the text; '' for special ones. */
export function textOf(token: number): string {
  const found = [...vocabulary].find(([, number]) => number === token);
  return found ? found[0].replaceAll('Ġ', ' ') : '';
}

function bytePairs(): { vocabulary: Map<string, number>; merges: [string, string][] } {
  const vocabulary = new Map(byteAlphabet().map((symbol, index) => [symbol, index]));
  const merges: [string, string][] = [];
  for (const piece of LEARNING_ORDER.flatMap((digit) => PIECES[digit])) {
    for (let length = 2; length <= piece.length; length++) {
      const joined = piece.slice(0, length);
      if (vocabulary.has(joined)) continue;
      vocabulary.set(joined, vocabulary.size);
      merges.push([piece.slice(0, length - 1), piece[length - 1]]);
    }
  }
  return { vocabulary, merges };
}

/** One visible character for each of the 256 bytes, in the order of GPT-2's vocabulary. Source: Radford et al., 2019, with its code. */
function byteAlphabet(): string[] {
  const visible = (byte: number) => (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const hidden = bytes.filter((byte) => !visible(byte));
  return [...bytes.filter(visible), ...hidden.map((_, index) => 256 + index)].map((code) => String.fromCodePoint(code));
}
