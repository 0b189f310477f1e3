import * as t from '../../../../src/training/index.js';
import { onnxDataType } from '../../../../src/training/onnx/data-type.js';

/** Renames values in nodes, and in the graphs within them. */
function renamed(
  nodes: readonly t.OnnxNode[],
  nameOf: (name: string) => string,
  outputOf: (value: t.OnnxValueInfo) => t.OnnxValueInfo = (value) => value,
): t.OnnxNode[] {
  return nodes.map((node) => ({
    ...node,
    inputs: node.inputs.map(nameOf),
    outputs: node.outputs.map(nameOf),
    attributes: Object.fromEntries(
      Object.entries(node.attributes).map(([name, attribute]) => [
        name,
        'graph' in attribute
          ? {
              graph: {
                ...attribute.graph,
                nodes: renamed(attribute.graph.nodes, nameOf, outputOf),
                outputs: attribute.graph.outputs.map(outputOf),
              },
            }
          : attribute,
      ]),
    ),
  }));
}

const node = (
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: t.Attributes = {},
): t.OnnxNode => ({ operator, domain: '', name: `${operator} ${outputs[0]}`, inputs, outputs, attributes });

const castTo = (type: t.DataType, from: string, to: string): t.OnnxNode =>
  node('Cast', [from], [to], { to: { int: onnxDataType[type] } });

const half = <Value extends t.OnnxValueInfo>(value: Value): Value =>
  value.dataType === 'float32' ? { ...value, dataType: 'float16' } : value;

const toHalf = (initializer: t.OnnxInitializer): t.OnnxInitializer => {
  if (initializer.dataType !== 'float32') return initializer;
  const bits = t.toFloat16(new Float32Array(initializer.bytes.slice().buffer));
  return { ...half(initializer), bytes: new Uint8Array(bits.buffer) };
};

/** The graph in half precision throughout, as the public exports in `fp16` are. */
export function inHalf(model: t.OnnxModel): t.OnnxModel {
  const sources = new Map(
    model.nodes.filter(({ operator }) => operator === 'Cast').map(({ inputs, outputs }) => [outputs[0], inputs[0]]),
  );
  const kept = model.nodes.filter(({ operator }) => operator !== 'Cast');
  return {
    nodes: renamed(kept, (name) => sources.get(name) ?? name, half),
    initializers: model.initializers.map(toHalf),
    inputs: model.inputs.map(half),
    outputs: model.outputs.map(half),
  };
}

/** The graph with half-precision inputs and outputs around what computes in float32. */
export function withHalfValues(model: t.OnnxModel): t.OnnxModel {
  const wide = (name: string): string => `${name} (wide)`;
  const inputs = model.inputs.filter(({ dataType }) => dataType === 'float32').map(({ name }) => name);
  const outputs = model.outputs.map(({ name }) => name);
  const names = new Set([...inputs, ...outputs]);
  const nodes = renamed(model.nodes, (name) => (names.has(name) ? wide(name) : name));
  return {
    nodes: [
      ...inputs.map((name) => castTo('float32', name, wide(name))),
      ...nodes,
      ...outputs.map((name) => castTo('float16', wide(name), name)),
    ],
    initializers: model.initializers,
    inputs: model.inputs.map(half),
    outputs: model.outputs.map(half),
  };
}

/**
 * The graph with its dense layers in 8 bits, as the public exports in `q8` (`_quantized`) have them: weights of one scale, what they are multiplied with
 * quantised while the graph runs. Layers within branches stay as they are.
 */
export function withByteWeights(model: t.OnnxModel): t.OnnxModel {
  const stored = new Map(model.initializers.map((initializer) => [initializer.name, initializer]));
  const widened = new Map(
    model.nodes.filter(({ operator }) => operator === 'Cast').map(({ inputs, outputs }) => [outputs[0], inputs[0]]),
  );
  const added = new Map<string, t.OnnxInitializer>();
  const nodes = model.nodes.flatMap((each) => {
    const weight = stored.get(widened.get(each.inputs[1]) ?? '');
    if (each.operator !== 'MatMul' || weight === undefined) return [each];
    const { bytes, scale } = toBytes(weight);
    const name = (what: string): string => `${each.outputs[0]} ${what}`;
    added.set(name('weight'), { name: name('weight'), dataType: 'int8', shape: weight.shape, bytes });
    const scaleBytes = new Uint8Array(Float32Array.of(scale).buffer);
    added.set(name('scale'), { name: name('scale'), dataType: 'float32', shape: [], bytes: scaleBytes });
    return [
      node('DynamicQuantizeLinear', [each.inputs[0]], [name('bytes'), name('step'), name('zero')]),
      node('MatMulInteger', [name('bytes'), name('weight'), name('zero')], [name('sum')]),
      castTo('float32', name('sum'), name('wide sum')),
      node('Mul', [name('step'), name('scale')], [name('both')]),
      node('Mul', [name('wide sum'), name('both')], [each.outputs[0]]),
    ];
  });
  return { ...model, nodes, initializers: [...model.initializers, ...added.values()] };
}

function toBytes({ bytes }: t.OnnxInitializer): { bytes: Uint8Array; scale: number } {
  const numbers = t.fromFloat16(new Uint16Array(bytes.slice().buffer));
  const scale = numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
  const rounded = Int8Array.from(numbers, (value) => Math.round(value / scale));
  return { bytes: new Uint8Array(rounded.buffer), scale };
}
