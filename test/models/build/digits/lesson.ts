import * as t from '../../../../src/training/index.js';
import { decode, encode } from '../whisper/network.js';
import { ALIGNMENT_HEADS, ARCHITECTURE } from './architecture.js';
import { DIGITS } from './vocabulary.js';

/** Words that are counted; one more is counted as this many. */
export const MOST_COUNTED = 20;
const ATTENTION_WEIGHT = 0.5;
const DIGIT_WEIGHT = 1;
const COUNT_WEIGHT = 0.3;

/**
 * What a batch teaches: the next token; on the alignment heads, where it is heard (as guided attention does, Tachibana et al., 2018, but
 * towards the true place); and, by two layers that are not exported, which digit each 20 ms hold and the how-manieth it is.
 */
export function lesson(_: t.Graph, batch: Readonly<Record<string, t.Value>>): t.ModelOutputs {
  const encoded = encode(batch.features, ARCHITECTURE);
  const { logits, crossScores } = decode(batch.tokens, encoded, ARCHITECTURE);
  const token = expectedLoss(logits, batch.targets);
  const attention = t.multiply(
    ALIGNMENT_HEADS.map(([layer, head]) => {
      return expectedLoss(t.slice(crossScores[layer], 1, head, head + 1), batch.attention);
    }).reduce((sum, loss) => t.add(sum, loss)),
    1 / ALIGNMENT_HEADS.length,
  );
  const digit = t.crossEntropy(t.dense(encoded, 'lesson.digit', DIGITS.length + 1), batch.frameDigits);
  const count = t.crossEntropy(t.dense(encoded, 'lesson.count', MOST_COUNTED + 1), batch.frameCounts);
  const frames = t.add(t.multiply(digit, DIGIT_WEIGHT), t.multiply(count, COUNT_WEIGHT));
  const loss = t.add(t.add(token, t.multiply(attention, ATTENTION_WEIGHT)), frames);
  return { loss, metrics: { token, attention, digit, count } };
}

/** Cross-entropy against probabilities that are already divided by their count. */
function expectedLoss(scores: t.Value, probabilities: t.Value): t.Value {
  return t.negate(t.sum(t.multiply(t.logSoftmax(scores), probabilities)));
}

/** Parameters that the model itself has; the others only helped to learn. */
export function withoutLessons(parameters: ReadonlyMap<string, t.FloatTensor>): Map<string, t.FloatTensor> {
  return new Map([...parameters].filter(([name]) => !name.startsWith('lesson.')));
}
