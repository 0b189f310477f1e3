/** Longest piece, in tokens, whose repetition is looked for. */
const LONGEST_PERIOD = 32;
/** So often must a piece stand at the end … */
const LEAST_REPEATS = 4;
/** … and so many tokens must the repeats have: people do say "no, no, no, no". */
const LEAST_TOKENS = 24;

/**
 * Whether a text ends in a piece that repeats itself over and over, which decoders fall into and never leave.
 * @returns the number of tokens up to the end of the first occurrence of the piece; undefined without a loop
 */
export function findLoop(tokens: readonly number[]): number | undefined {
  for (let period = 1; period <= Math.min(LONGEST_PERIOD, tokens.length / LEAST_REPEATS); period++) {
    let same = 0;
    while (same + period < tokens.length && tokens.at(-1 - same) === tokens.at(-1 - same - period)) same++;
    const repeats = Math.floor(same / period) + 1;
    if (repeats >= LEAST_REPEATS && repeats * period >= LEAST_TOKENS) return tokens.length - same;
  }
  return undefined;
}

/** What stands before a text begins to repeat itself over and over, and what is repeated once; all of it where nothing is. */
export function tokensBeforeLoop<Token extends { readonly token: number }>(
  tokens: readonly Token[],
  firstTimestamp: number,
): readonly Token[] {
  const text: number[] = [];
  const places: number[] = [];
  for (const [place, { token }] of tokens.entries()) {
    if (token >= firstTimestamp) continue;
    text.push(token);
    places.push(place);
    const kept = findLoop(text);
    if (kept !== undefined) return tokens.slice(0, places[kept - 1] + 1);
  }
  return tokens;
}
