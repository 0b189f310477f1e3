import { resolveAxes } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { multiply, square, subtract, where } from './arithmetic.js';
import { expand } from './expand.js';
import { reduceNode, reducedShape } from './reduce-node.js';
import { reshape } from './reshape.js';

export interface ReductionOptions {
  /** Axes to reduce, negative ones counted from the end; all when left out. */
  axes?: readonly number[];
  /** Keep the reduced axes with size 1. */
  keepAxes?: boolean;
}

export function sum(input: Value, options: ReductionOptions = {}): Value {
  const axes = resolveAxes('axes', options.axes, input.rank);
  const output = input.graph.record([input], reduceNode('ReduceSum', input, axes), [
    (gradient) => expand(gradient, input.shape),
  ]);
  return dropAxes(output, axes, options);
}

export function mean(input: Value, options: ReductionOptions = {}): Value {
  const count = countReduced(input, options);
  return multiply(sum(input, options), 1 / count);
}

/** Mean squared distance from the mean (not the unbiased estimate). */
export function variance(input: Value, options: ReductionOptions = {}): Value {
  const centred = subtract(input, mean(input, { axes: options.axes, keepAxes: true }));
  return mean(square(centred), options);
}

/** Largest number; where several are equally large, each gets the gradient divided by their count. */
export function maximum(input: Value, options: ReductionOptions = {}): Value {
  return extreme('ReduceMax', input, options);
}

/** Smallest number; where several are equally small, each gets the gradient divided by their count. */
export function minimum(input: Value, options: ReductionOptions = {}): Value {
  return extreme('ReduceMin', input, options);
}

function extreme(operator: string, input: Value, options: ReductionOptions): Value {
  const { graph } = input;
  const axes = resolveAxes('axes', options.axes, input.rank);
  const kept = reduceNode(operator, input, axes);
  const output = graph.record([input], kept, [
    (gradient) => {
      const reached = graph.node('Equal', [input, kept], input.shape, { dataType: 'bool' });
      const share = where(reached, graph.scalar(1), 0);
      const count = reduceNode('ReduceSum', share, axes);
      return multiply(share, graph.node('Div', [gradient, count], count.shape));
    },
  ]);
  return dropAxes(output, axes, options);
}

function countReduced(input: Value, options: ReductionOptions): number {
  return resolveAxes('axes', options.axes, input.rank).reduce((product, axis) => product * input.shape[axis], 1);
}

function dropAxes(kept: Value, axes: readonly number[], { keepAxes = false }: ReductionOptions): Value {
  return keepAxes
    ? kept
    : reshape(
        kept,
        reducedShape(kept.shape, axes).filter((_, axis) => !axes.includes(axis)),
      );
}
