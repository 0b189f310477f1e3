import { type Value } from '../graph/value.js';
import { embedding } from '../operations/embedding.js';
import { normalOf } from '../randomness/initialisers.js';

/** {@link embedding} with a table of its own: `name.table` of `[entries, channels]`. */
export function embeddingLayer(indices: Value, name: string, entries: number, channels: number): Value {
  return embedding(
    indices.graph.parameter(`${name}.table`, [entries, channels], { initialiser: normalOf(0.02) }),
    indices,
  );
}
