import { describeShape, resolveAxis, sameShape, withAxis } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { slice } from './slice.js';

/** Joins values along one axis; all other axes must agree. */
export function concatenate(inputs: readonly Value[], axis: number): Value {
  if (inputs.length === 0) throw new TrainingArgumentError('inputs', 'must hold at least one value.');
  const [first] = inputs;
  const along = resolveAxis('axis', axis, first.rank);
  inputs.forEach((input, index) => {
    if (input.rank !== first.rank || !sameShape(withAxis(input.shape, along, 0), withAxis(first.shape, along, 0))) {
      const shapes = `${describeShape(input.shape)} and inputs[0] has ${describeShape(first.shape)}`;
      throw new TrainingArgumentError(`inputs[${index}]`, `has shape ${shapes}; only axis ${along} may differ.`);
    }
  });
  if (inputs.length === 1) return first;
  const ends: number[] = [];
  for (const input of inputs) ends.push((ends.at(-1) ?? 0) + input.shape[along]);
  const output = first.graph.node('Concat', inputs, withAxis(first.shape, along, ends[ends.length - 1]), {
    attributes: { axis: { int: along } },
    dataType: first.dataType,
  });
  const rules = inputs.map(
    (input, index) => (gradient: Value) => slice(gradient, along, ends[index] - input.shape[along], ends[index]),
  );
  return first.graph.record(inputs, output, rules);
}
