import type { WhisperConfiguration } from '../model/whisper-configuration.js';
import { forbid, logSumExp } from './log-probabilities.js';

export interface TimestampRulesOptions {
  readonly configuration: Pick<WhisperConfiguration, 'tokens' | 'maxInitialTimestamp'>;
  /** Time steps of the audio that is heard, padding left out. */
  readonly audioSteps: number;
}

/**
 * Makes timestamps come in pairs around text and in order: the first token is a timestamp of at most 1 s; after text and a timestamp comes
 * another one or the end; after a pair comes text; times never run back; where all timestamps together are likelier than any text, one comes.
 * And, beyond the original: none lies after the end of the audio.
 *
 * Source: A. Radford et al., "Robust speech recognition via large-scale weak supervision", 2022, section 4.5, with its published code.
 * @param logits scores of the next token, changed in place
 * @param sampled tokens after the prompt
 */
export function applyTimestampRules(
  logits: Float32Array,
  sampled: readonly number[],
  { configuration: { tokens, maxInitialTimestamp }, audioSteps }: TimestampRulesOptions,
): void {
  const { firstTimestamp, endOfText, noTimestamps } = tokens;
  const isTimestamp = (token: number | undefined): boolean => token !== undefined && token >= firstTimestamp;
  logits[noTimestamps] = -Infinity;
  forbid(logits, firstTimestamp + audioSteps + 1, logits.length);
  if (sampled.length === 0) {
    forbid(logits, 0, firstTimestamp);
    forbid(logits, firstTimestamp + maxInitialTimestamp + 1, logits.length);
    return;
  }
  const isAfterTimestamp = isTimestamp(sampled.at(-1));
  const isAfterPair = isAfterTimestamp && (sampled.length < 2 || isTimestamp(sampled.at(-2)));
  if (isAfterPair) forbid(logits, firstTimestamp, logits.length);
  else if (isAfterTimestamp) forbidText(logits, firstTimestamp, endOfText);
  const last = sampled.findLast(isTimestamp);
  if (last !== undefined) {
    // The end of a segment may be where the next begins, but a segment is longer than nothing.
    const isEndOfSegment = isAfterTimestamp && !isAfterPair;
    forbid(logits, firstTimestamp, isEndOfSegment ? last : last + 1);
  }
  preferTimestamps(logits, firstTimestamp);
}

/** All but timestamps and the end. */
function forbidText(logits: Float32Array, firstTimestamp: number, endOfText: number): void {
  const end = logits[endOfText];
  forbid(logits, 0, firstTimestamp);
  logits[endOfText] = end;
}

function preferTimestamps(logits: Float32Array, firstTimestamp: number): void {
  const timestamps = logSumExp(logits, firstTimestamp);
  let text = -Infinity;
  for (let token = 0; token < firstTimestamp; token++) if (logits[token] > text) text = logits[token];
  if (timestamps > text) forbid(logits, 0, firstTimestamp);
}
