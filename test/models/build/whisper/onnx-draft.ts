import * as t from '../../../../src/training/index.js';

export type Weights = ReadonlyMap<string, t.FloatTensor>;
type Sizes = readonly (number | string)[];

/**
 * An ONNX graph that is written by hand, with lengths that are known only when it runs; what the training library writes has fixed ones.
 * Values are their names. Weights are stored in half precision and widened when the model is loaded.
 */
export class OnnxDraft {
  private readonly nodes: t.OnnxNode[] = [];
  private readonly inputs: t.OnnxValueInfo[] = [];
  private readonly outputs: t.OnnxValueInfo[] = [];
  private readonly initializers = new Map<string, t.OnnxInitializer>();
  private readonly widened = new Map<string, string>();
  private count = 0;

  constructor(private readonly weights: Weights) {}

  input(name: string, shape: Sizes, dataType: t.DataType = 'float32'): string {
    this.inputs.push({ name, dataType, shape });
    return name;
  }

  output(name: string, shape: Sizes): void {
    this.outputs.push({ name, dataType: 'float32', shape });
  }

  /** An operator with one output, which is given a name of its own where none is asked for. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: t.Attributes = {},
    output = this.invent(operator),
  ): string {
    this.nodes.push({ operator, domain: '', name: `node ${output}`, inputs, outputs: [output], attributes });
    return output;
  }

  /** A weight, widened to float32. */
  weight(name: string, reshaped?: readonly number[]): string {
    const known = this.widened.get(name);
    if (known !== undefined) return known;
    const tensor = this.weights.get(name);
    if (!tensor) throw new Error(`The weights lack ${name}.`);
    const data = toFloat16Bytes(tensor.data);
    this.initializers.set(name, { name, dataType: 'float16', shape: reshaped ?? tensor.shape, bytes: data });
    const value = this.node('Cast', [name], { to: { int: 1 } });
    this.widened.set(name, value);
    return value;
  }

  floats(data: Float32Array, shape: readonly number[]): string {
    const name = this.invent('constant');
    this.initializers.set(name, { name, dataType: 'float32', shape, bytes: bytesOf(data) });
    return name;
  }

  scalar(value: number): string {
    const name = `float ${value}`;
    this.initializers.set(name, { name, dataType: 'float32', shape: [], bytes: bytesOf(Float32Array.of(value)) });
    return name;
  }

  /** A number or a list of numbers, as operators take axes and shapes. */
  integers(values: number | readonly number[]): string {
    const list = typeof values === 'number' ? [values] : values;
    const name = `${typeof values === 'number' ? 'integer' : 'integers'} ${list.join()}`;
    const shape = typeof values === 'number' ? [] : [list.length];
    this.initializers.set(name, { name, dataType: 'int64', shape, bytes: bytesOf(BigInt64Array.from(list, BigInt)) });
    return name;
  }

  /**
   * One of two values, as a condition says; only the one that is chosen is computed.
   * @param write adds the nodes of a branch and returns its value
   */
  choose(condition: string, whenTrue: () => string, whenFalse: () => string, shape: Sizes, output: string): string {
    const attributes = {
      then_branch: { graph: this.branch(whenTrue, shape) },
      else_branch: { graph: this.branch(whenFalse, shape) },
    };
    return this.node('If', [condition], attributes, output);
  }

  model(): t.OnnxModel {
    const { nodes, inputs, outputs } = this;
    return { nodes, inputs, outputs, initializers: [...this.initializers.values()] };
  }

  /** Weights are widened outside of branches, where the optimiser folds them. */
  private branch(write: () => string, shape: Sizes): t.OnnxModel {
    const before = this.nodes.splice(0);
    const value = write();
    const name = this.invent('branch');
    this.node('Identity', [value], {}, name);
    const inside = this.nodes.splice(0);
    const widening = inside.filter(({ operator }) => operator === 'Cast');
    this.nodes.push(...before, ...widening);
    const nodes = inside.filter((node) => !widening.includes(node));
    return { nodes, inputs: [], initializers: [], outputs: [{ name, dataType: 'float32', shape }] };
  }

  private invent(what: string): string {
    return `${what}.${this.count++}`;
  }
}

function toFloat16Bytes(data: Float32Array): Uint8Array {
  return bytesOf(t.toFloat16(data));
}

function bytesOf(data: Float32Array | BigInt64Array | Uint16Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
