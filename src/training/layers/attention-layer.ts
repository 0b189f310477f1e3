import { type Value } from '../graph/value.js';
import { type AttentionOptions, multiHeadAttention } from '../operations/attention.js';
import { dense } from './dense.js';

/** Multi-head self-attention with its four projections `name.query`, `.key`, `.value` and `.output`. */
export function selfAttentionLayer(input: Value, name: string, heads: number, options: AttentionOptions = {}): Value {
  const channels = input.shape[2];
  const [queries, keys, values] = ['query', 'key', 'value'].map((part) => dense(input, `${name}.${part}`, channels));
  return dense(multiHeadAttention(queries, keys, values, heads, options), `${name}.output`, channels);
}
