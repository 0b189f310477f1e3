import { broadcastShapes } from '../graph/broadcast.js';
import { type Value } from '../graph/value.js';
import { checkDataType } from '../graph/check-values.js';
import { sumToShape } from './sum-to-shape.js';

/** `left + right`, broadcast. */
export function add(left: Value, right: Value | number): Value {
  const other = operand(left, right);
  return left.graph.record([left, other], elementwise('Add', left, other), [
    (gradient) => sumToShape(gradient, left.shape),
    (gradient) => sumToShape(gradient, other.shape),
  ]);
}

/** `left - right`, broadcast. */
export function subtract(left: Value, right: Value | number): Value {
  const other = operand(left, right);
  return left.graph.record([left, other], elementwise('Sub', left, other), [
    (gradient) => sumToShape(gradient, left.shape),
    (gradient) => negate(sumToShape(gradient, other.shape)),
  ]);
}

/** `left · right` number by number, broadcast. */
export function multiply(left: Value, right: Value | number): Value {
  const other = operand(left, right);
  return left.graph.record([left, other], elementwise('Mul', left, other), [
    (gradient) => sumToShape(multiply(gradient, other), left.shape),
    (gradient) => sumToShape(multiply(gradient, left), other.shape),
  ]);
}

/** `left / right` number by number, broadcast. */
export function divide(left: Value, right: Value | number): Value {
  const other = operand(left, right);
  const output = elementwise('Div', left, other);
  return left.graph.record([left, other], output, [
    (gradient) => sumToShape(divide(gradient, other), left.shape),
    (gradient) => negate(sumToShape(divide(multiply(gradient, output), other), other.shape)),
  ]);
}

export function negate(input: Value): Value {
  const output = input.graph.node('Neg', [input], input.shape);
  return input.graph.record([input], output, [negate]);
}

export function square(input: Value): Value {
  return multiply(input, input);
}

/** `|input|`, with gradient 0 at 0. */
export function absolute(input: Value): Value {
  const output = input.graph.node('Abs', [input], input.shape);
  return input.graph.record([input], output, [(gradient) => multiply(gradient, sign(input))]);
}

/** The larger of input and limit; no gradient passes where the limit wins. */
export function atLeast(input: Value, limit: number): Value {
  const { graph } = input;
  const output = graph.node('Max', [input, graph.scalar(limit)], input.shape);
  return graph.record([input], output, [(gradient) => where(greater(input, limit), gradient, 0)]);
}

/** The smaller of input and limit; no gradient passes where the limit wins. */
export function atMost(input: Value, limit: number): Value {
  const { graph } = input;
  const output = graph.node('Min', [input, graph.scalar(limit)], input.shape);
  return graph.record([input], output, [(gradient) => where(greater(input, limit), 0, gradient)]);
}

/** -1, 0 or 1. No gradient passes. */
export function sign(input: Value): Value {
  return input.graph.node('Sign', [input], input.shape);
}

/** Whether `left > right`, as booleans. */
export function greater(left: Value, right: Value | number): Value {
  const other = operand(left, right);
  const shape = broadcastShapes('right', left.shape, other.shape);
  return left.graph.node('Greater', [left, other], shape, { dataType: 'bool' });
}

/** `yes` where the condition holds and `no` elsewhere, broadcast. */
export function where(condition: Value, yes: Value | number, no: Value | number): Value {
  checkDataType('condition', condition, 'bool');
  const [first, second] = [operand(condition, yes), operand(condition, no)];
  const shape = broadcastShapes('condition', broadcastShapes('no', first.shape, second.shape), condition.shape);
  const { graph } = condition;
  return graph.record([first, second], graph.node('Where', [condition, first, second], shape), [
    (gradient) => sumToShape(where(condition, gradient, 0), first.shape),
    (gradient) => sumToShape(where(condition, 0, gradient), second.shape),
  ]);
}

/** Numbers of another element type; no gradient passes. */
export function toFloat(input: Value): Value {
  return input.graph.node('Cast', [input], input.shape, { attributes: { to: { int: 1 } } });
}

function operand(neighbour: Value, value: Value | number): Value {
  return typeof value === 'number' ? neighbour.graph.scalar(value) : value;
}

function elementwise(operator: string, left: Value, right: Value): Value {
  checkDataType('left', left, 'float32');
  checkDataType('right', right, 'float32');
  return left.graph.node(operator, [left, right], broadcastShapes('right', left.shape, right.shape));
}
