import { TrainingArgumentError } from '../training-argument-error.js';
import { describeShape, sameShape } from './shape.js';
import { type Value } from './value.js';

/**
 * Writes the gradients of a scalar into the graph, by walking the tape backwards (reverse-mode differentiation).
 *
 * @param loss a scalar, shape `[]`
 * @param withRespectTo parameters, or values made of them
 * @returns one gradient for each, of its shape
 */
export function differentiate(loss: Value, withRespectTo: readonly Value[]): Value[] {
  if (loss.rank !== 0) {
    const advice = 'reduce it with mean() or sum() first';
    throw new TrainingArgumentError('loss', `must be a scalar, but has shape ${describeShape(loss.shape)}; ${advice}.`);
  }
  const { graph } = loss;
  const gradients = new Map<Value, Value>([[loss, graph.scalar(1)]]);
  graph.withoutRecording(() => {
    for (const { inputs, output, gradients: rules } of graph.tape.slice().reverse()) {
      const arriving = gradients.get(output);
      if (!arriving) continue;
      inputs.forEach((input, index) => {
        if (input.requiresGradient) accumulate(gradients, input, rules[index](arriving));
      });
    }
  });
  return withRespectTo.map((value) => {
    const gradient = gradients.get(value);
    if (gradient) return gradient;
    throw new TrainingArgumentError(
      'withRespectTo',
      `names ${value.name}, on which the loss does not depend; freeze or remove it.`,
    );
  });
}

function accumulate(gradients: Map<Value, Value>, input: Value, gradient: Value): void {
  if (!sameShape(input.shape, gradient.shape)) {
    const shapes = `${describeShape(gradient.shape)}, not ${describeShape(input.shape)}`;
    throw new Error(`The gradient rule of an operation is wrong: it gives ${shapes} for ${input.name}.`);
  }
  const before = gradients.get(input);
  gradients.set(input, before ? input.graph.node('Add', [before, gradient], input.shape) : gradient);
}
