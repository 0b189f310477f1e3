import { type Value } from '../graph/value.js';
import { groupNorm } from '../operations/group-norm.js';
import { layerNorm } from '../operations/layer-norm.js';
import { ones } from '../randomness/initialisers.js';

/** {@link layerNorm} with parameters of its own: `name.scale` and `name.shift`. */
export function layerNormLayer(input: Value, name: string): Value {
  return layerNorm(input, ...scaleAndShift(input, name, input.shape[input.rank - 1]));
}

/** {@link groupNorm} with parameters of its own: `name.scale` and `name.shift`. */
export function groupNormLayer(input: Value, name: string, groups: number): Value {
  return groupNorm(input, ...scaleAndShift(input, name, input.shape[1]), groups);
}

function scaleAndShift({ graph }: Value, name: string, channels: number): [scale: Value, shift: Value] {
  return [
    graph.parameter(`${name}.scale`, [channels], { initialiser: ones }),
    graph.parameter(`${name}.shift`, [channels]),
  ];
}
