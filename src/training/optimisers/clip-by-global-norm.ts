import { type Value } from '../graph/value.js';
import { add, atMost, divide, multiply } from '../operations/arithmetic.js';
import { squareRoot } from '../operations/functions.js';

/**
 * Scales all gradients together so that their joint length is at most `limit`.
 *
 * Source: Pascanu, Mikolov and Bengio, On the Difficulty of Training Recurrent Neural Networks, 2013.
 */
export function clipByGlobalNorm(gradients: readonly Value[], limit: number): Value[] {
  const scale = atMost(divide(gradients[0].graph.scalar(limit), add(globalNorm(gradients), 1e-6)), 1);
  return gradients.map((gradient) => multiply(gradient, scale));
}

/** Length of all gradients laid end to end. */
export function globalNorm(gradients: readonly Value[]): Value {
  const { graph } = gradients[0];
  const squares = gradients.map((gradient) =>
    graph.node('ReduceSumSquare', [gradient], [], { attributes: { keepdims: { int: 0 } } }),
  );
  const total = squares.length === 1 ? squares[0] : graph.node('Sum', squares, []);
  return squareRoot(total);
}
