import type { WhisperConfiguration } from '../model/whisper-configuration.js';
import type { DecodedToken } from './decode-chunk.js';

/** Tokens of text between two timestamps, seconds from the beginning of the chunk. */
export interface TokenSegment {
  readonly start: number;
  /** Undefined where the decoder gave none. */
  readonly end: number | undefined;
  readonly tokens: readonly DecodedToken[];
}

export interface SplitSegments {
  readonly segments: readonly TokenSegment[];
  /**
   * Where the decoder stopped to go on, seconds: the last of a pair of timestamps with nothing behind. Undefined where it said that nothing more is
   * spoken, or was cut off.
   */
  readonly continuesAt: number | undefined;
}

/** Splits what was decoded at its timestamps. */
export function splitSegments(
  tokens: readonly DecodedToken[],
  { tokens: { firstTimestamp }, secondsPerPosition }: WhisperConfiguration,
): SplitSegments {
  const segments: TokenSegment[] = [];
  let start = 0;
  let text: DecodedToken[] = [];
  const close = (end: number | undefined): void => {
    if (text.length > 0) segments.push({ start, end, tokens: text });
    text = [];
  };
  for (const token of tokens) {
    if (token.token < firstTimestamp) text.push(token);
    else {
      const time = (token.token - firstTimestamp) * secondsPerPosition;
      close(time);
      start = time;
    }
  }
  close(undefined);
  const isPair = tokens.length > 2 && tokens.slice(-2).every(({ token }) => token >= firstTimestamp);
  return { segments, continuesAt: isPair ? start : undefined };
}
