import { type RandomSource } from '../../../../src/training/index.js';
import { chance, integerBetween } from './random-choices.js';
import { SEGMENT_PAUSE, type SpokenDigit } from './scene.js';
import { digitTokens, timestampToken, TOKENS } from './vocabulary.js';

/** A stretch of time, s. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What the decoder is to do at one position. */
export interface Step {
  /** The token that is put in. */
  readonly input: number;
  /** The token that should come out; nothing is learned from positions without one. */
  readonly target?: number;
  /** Where to listen for it. */
  readonly heard?: Stretch;
  /** The pause behind it, where nobody else listens. */
  readonly pause?: Stretch;
}

type Said = Required<Pick<Step, 'target'>> & Step;

const PROMPT_WORDS = 10;
/** How long silence after the last word is listened to, s. */
const END_SECONDS = 0.3;

/** Tokens of what is said as Whisper writes them, with or without timestamps and a prompt. */
export function writeTranscript(words: readonly SpokenDigit[], random: RandomSource, withPrompt: boolean): Step[] {
  const timestamps = chance(random, 0.6);
  const language = chance(random, 0.1) ? TOKENS.german : TOKENS.english;
  const task = chance(random, 0.1) ? TOKENS.translate : TOKENS.transcribe;
  const prompt = withPrompt ? inventPrompt(random) : [];
  const said = [...(timestamps ? timedTokens(words) : plainTokens(words)), endOfText(words)];
  const head = [language, task, ...(timestamps ? [] : [TOKENS.noTimestamps])];
  const inputs = [head[head.length - 1], ...said.map(({ target }) => target)];
  return [
    ...prompt.map((input) => ({ input })),
    // The language is what the model has to find out here, or that nobody speaks.
    { input: TOKENS.startOfTranscript, target: words.length > 0 ? TOKENS.english : TOKENS.noSpeech },
    ...head.slice(0, -1).map((input) => ({ input })),
    ...said.map((step, index) => ({ ...step, input: inputs[index] })),
  ];
}

/** Each token of a word listens to its share of it. */
function plainTokens(words: readonly SpokenDigit[]): Said[] {
  return words.flatMap(({ digit, start, end }, index) => {
    const tokens = digitTokens(digit);
    const share = (end - start) / tokens.length;
    const next = words[index + 1] as SpokenDigit | undefined;
    return tokens.map((target, place) => ({
      input: -1,
      target,
      heard: { start: start + place * share, end: start + (place + 1) * share },
      pause: next && place === tokens.length - 1 ? { start: end, end: next.start } : undefined,
    }));
  });
}

function timedTokens(words: readonly SpokenDigit[]): Said[] {
  if (words.length === 0) return [{ input: -1, target: timestampToken(0) }];
  const isFirst = (index: number) => index === 0 || words[index].start - words[index - 1].end >= SEGMENT_PAUSE;
  const breaks = words.flatMap((_, index) => (isFirst(index) ? [index] : []));
  return breaks.flatMap((first, index) => {
    const segment = words.slice(first, breaks[index + 1]);
    const { start } = segment[0];
    const { end } = segment[segment.length - 1];
    return [
      { input: -1, target: timestampToken(start), heard: { start: start - 0.06, end: start + 0.02 } },
      ...plainTokens(segment),
      { input: -1, target: timestampToken(end), heard: { start: end - 0.02, end: end + 0.06 } },
    ];
  });
}

function endOfText(words: readonly SpokenDigit[]): Said {
  const end = words.at(-1)?.end;
  const heard = end === undefined ? undefined : { start: end + 0.02, end: end + END_SECONDS };
  return { input: -1, target: TOKENS.endOfText, heard };
}

/** Earlier text, which says nothing of the recording. */
function inventPrompt(random: RandomSource): number[] {
  const words = Array.from({ length: integerBetween(random, 1, PROMPT_WORDS) }, () => integerBetween(random, 0, 9));
  return [TOKENS.startOfPrevious, ...words.flatMap((digit) => digitTokens(digit))];
}
