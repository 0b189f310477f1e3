import { checkInteger } from '../check-arguments.js';
import { resolveAxis, withAxis } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { pad } from './pad.js';
import { reshape } from './reshape.js';

/**
 * Positions `start` up to but not including `end` of one axis, every `step`-th of them.
 *
 * @param step 1 or more
 */
export function slice(input: Value, axis: number, start: number, end: number, step = 1): Value {
  const along = resolveAxis('axis', axis, input.rank);
  const size = input.shape[along];
  checkInteger('start', start, 0, size - 1);
  checkInteger('end', end, start + 1, size);
  checkInteger('step', step, 1);
  if (start === 0 && end === size && step === 1) return input;
  const count = Math.ceil((end - start) / step);
  const output = sliceNode(input, along, start, end, step, count);
  return input.graph.record([input], output, [
    (gradient) => {
      const spread = spreadOut(gradient, along, step);
      const before = input.shape.map((_, index) => (index === along ? start : 0));
      const after = input.shape.map((full, index) => (index === along ? full - start - spread.shape[along] : 0));
      return pad(spread, before, after);
    },
  ]);
}

/** Consecutive parts of one axis. The sizes must add up to the size of the axis. */
export function split(input: Value, axis: number, sizes: readonly number[]): Value[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const whole = input.shape[resolveAxis('axis', axis, input.rank)];
  if (total !== whole) throw new TrainingArgumentError('sizes', `must add up to ${whole}, but add up to ${total}.`);
  let start = 0;
  return sizes.map((size) => slice(input, axis, start, (start += size)));
}

/** The input backwards along one axis. Not differentiated: it serves the gradients of convolutions. */
export function flipNode(input: Value, axis: number): Value {
  return sliceNode(input, axis, -1, -input.shape[axis] - 1, -1, input.shape[axis]);
}

function sliceNode(input: Value, axis: number, start: number, end: number, step: number, count: number): Value {
  const { graph } = input;
  const bounds = [[start], [end], [axis], [step]].map((numbers) => graph.integers(numbers));
  return graph.node('Slice', [input, ...bounds], withAxis(input.shape, axis, count), { dataType: input.dataType });
}

/** Puts `step - 1` zeros behind every position of an axis. */
export function spreadOut(input: Value, axis: number, step: number): Value {
  if (step === 1) return input;
  const apart = reshape(
    input,
    input.shape.flatMap((size, index) => (index === axis ? [size, 1] : [size])),
  );
  const none = apart.shape.map(() => 0);
  const behind = none.map((zero, index) => (index === axis + 1 ? step - 1 : zero));
  const spread = reshape(pad(apart, none, behind), withAxis(input.shape, axis, input.shape[axis] * step));
  return spread;
}
