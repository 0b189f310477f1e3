import { type Attributes } from '../onnx/attribute.js';
import { type DataType } from '../onnx/data-type.js';
import { type OnnxInitializer, type OnnxModel, type OnnxNode, type OnnxValueInfo } from '../onnx/model-parts.js';
import { zeros } from '../randomness/initialisers.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { Names } from './names.js';
import { type Parameter, type ParameterOptions } from './parameter.js';
import { checkShape, describeShape, sameShape, type Shape } from './shape.js';
import { type GradientRule, type TapeEntry } from './tape.js';
import { bytesOf, checkTensor, dataTypeOf, type FloatTensor, type TensorData } from './tensor-data.js';
import { type Value } from './value.js';

export interface GraphOptions {
  /** `training` turns dropout on. */
  mode?: 'training' | 'inference';
  /** Names the parameters that are not to be trained, whatever the model says. */
  frozen?: (name: string) => boolean;
  /** Numbers of the parameters; when given, they become constants of the graph instead of inputs. */
  weights?: ReadonlyMap<string, FloatTensor>;
}

export interface NodeOptions {
  readonly attributes?: Attributes;
  /** `float32` when left out. */
  readonly dataType?: DataType;
  readonly domain?: 'com.microsoft';
}

/** Collects the nodes of an ONNX graph and, beside them, how each is differentiated. Shapes are fixed when it is built. */
export class Graph {
  readonly mode: 'training' | 'inference';
  readonly parameters: Parameter[] = [];
  /** Inputs that want new uniform random numbers of 0..1 for every run (dropout). */
  readonly randomInputs: Value[] = [];
  readonly inputs: OnnxValueInfo[] = [];
  readonly outputs: OnnxValueInfo[] = [];
  readonly tape: TapeEntry[] = [];
  private readonly nodes: OnnxNode[] = [];
  private readonly initializers: OnnxInitializer[] = [];
  private readonly constants = new Map<string, Value>();
  private readonly names = new Names();
  private recording = true;

  constructor(private readonly options: GraphOptions = {}) {
    this.mode = options.mode ?? 'inference';
  }

  /** A tensor that the caller feeds. */
  input(name: string, shape: Shape, dataType: DataType = 'float32'): Value {
    checkShape(`shape of ${name}`, shape);
    this.names.take(name);
    return this.addInput(name, shape, dataType);
  }

  /** A tensor that training changes. Asking twice for one name gives the same value: that is how weights are shared. */
  parameter(name: string, shape: Shape, options: ParameterOptions = {}): Value {
    const known = this.parameters.find((parameter) => parameter.name === name);
    if (known) {
      if (sameShape(known.shape, shape)) return known.value;
      const shapes = `${describeShape(shape)} here and ${describeShape(known.shape)} before`;
      throw new TrainingArgumentError('shape', `of parameter ${name} is ${shapes}; use another name.`);
    }
    checkShape(`shape of ${name}`, shape);
    this.names.take(name);
    const { initialiser = zeros, decay = shape.length > 1 } = options;
    const trainable = (options.trainable ?? true) && !this.options.frozen?.(name) && !this.options.weights;
    const value = this.options.weights
      ? this.storedWeight(name, shape, this.options.weights)
      : this.addInput(name, shape, 'float32');
    value.requiresGradient = trainable;
    this.parameters.push({ name, shape, value, initialiser, trainable, decay });
    return value;
  }

  /** A tensor that never changes. */
  constant(tensor: TensorData): Value {
    checkTensor('tensor', tensor);
    return this.addInitializer(this.names.invent('constant'), tensor);
  }

  /** A number, kept once however often it is asked for. */
  scalar(value: number): Value {
    return this.once(`float ${value}`, () => ({ data: Float32Array.of(value), shape: [] }));
  }

  /** A vector of integers, as operators take shapes, axes and offsets. */
  integers(values: readonly number[]): Value {
    return this.once(`integers ${values.join()}`, () => ({
      data: BigInt64Array.from(values, BigInt),
      shape: [values.length],
    }));
  }

  /** New uniform random numbers of 0 up to 1 for every run. The host draws them, so that a run can be repeated exactly. */
  uniform(shape: Shape): Value {
    checkShape('shape', shape);
    const value = this.addInput(this.names.invent('uniform'), shape, 'float32');
    this.randomInputs.push(value);
    return value;
  }

  /** Adds an operator with one output; gradients stop at it unless {@link record} tells how they go on. */
  node(operator: string, inputs: readonly (Value | undefined)[], shape: Shape, options: NodeOptions = {}): Value {
    const [output] = this.addNode(operator, inputs, [{ shape, dataType: options.dataType }], options);
    return output;
  }

  /** Adds an operator with several outputs. */
  addNode(
    operator: string,
    inputs: readonly (Value | undefined)[],
    outputs: readonly { shape: Shape; dataType?: DataType }[],
    { attributes = {}, domain }: NodeOptions = {},
  ): Value[] {
    for (const input of inputs) this.checkOwn(input);
    const name = this.names.invent(operator);
    const values = outputs.map(({ shape, dataType = 'float32' }, index) =>
      this.value(`${name}.${index}`, shape, dataType),
    );
    this.nodes.push({
      operator,
      domain: domain ?? '',
      name,
      inputs: inputs.map((input) => input?.name ?? ''),
      outputs: values.map((value) => value.name),
      attributes,
    });
    return values;
  }

  /** Tells how gradients pass from `output` to `inputs`, one rule an input. Returns `output`. */
  record(inputs: readonly Value[], output: Value, gradients: readonly GradientRule[]): Value {
    if (this.recording && inputs.some((input) => input.requiresGradient)) {
      output.requiresGradient = true;
      this.tape.push({ inputs, output, gradients });
    }
    return output;
  }

  /** Runs `write`; what it adds to the graph is not differentiated itself. */
  withoutRecording<T>(write: () => T): T {
    const before = this.recording;
    this.recording = false;
    try {
      return write();
    } finally {
      this.recording = before;
    }
  }

  /** Makes a value an output of the graph. Names of the library's own begin with `/`. */
  output(name: string, value: Value): void {
    this.checkOwn(value);
    if (!name.startsWith('/')) this.names.take(name);
    this.nodes.push({
      operator: 'Identity',
      domain: '',
      name: this.names.invent('output'),
      inputs: [value.name],
      outputs: [name],
      attributes: {},
    });
    this.outputs.push({ name, dataType: value.dataType, shape: value.shape });
  }

  /** What the model writer needs. */
  model(): OnnxModel {
    return { nodes: this.nodes, initializers: this.initializers, inputs: this.inputs, outputs: this.outputs };
  }

  /** An input whose name is the library's own, as `rate` of the optimiser; such names begin with `/`. */
  hostInput(name: string, shape: Shape): Value {
    return this.addInput(`/${name}`, shape, 'float32');
  }

  private value(name: string, shape: Shape, dataType: DataType): Value {
    return { graph: this, name, shape, rank: shape.length, dataType, requiresGradient: false };
  }

  private addInput(name: string, shape: Shape, dataType: DataType): Value {
    this.inputs.push({ name, dataType, shape });
    return this.value(name, shape, dataType);
  }

  private addInitializer(name: string, tensor: TensorData): Value {
    const dataType = dataTypeOf('tensor', tensor.data);
    this.initializers.push({ name, dataType, shape: tensor.shape, bytes: bytesOf(tensor.data) });
    return this.value(name, tensor.shape, dataType);
  }

  private storedWeight(name: string, shape: Shape, weights: ReadonlyMap<string, FloatTensor>): Value {
    const tensor = weights.get(name);
    if (!tensor) throw new TrainingArgumentError('weights', `must hold ${name}, which the model uses.`);
    if (!sameShape(tensor.shape, shape)) {
      const shapes = `${describeShape(tensor.shape)}, but the model wants ${describeShape(shape)}`;
      throw new TrainingArgumentError('weights', `holds ${name} as ${shapes}; these weights belong to another model.`);
    }
    return this.addInitializer(name, tensor);
  }

  private once(key: string, make: () => TensorData): Value {
    const value = this.constants.get(key) ?? this.addInitializer(this.names.invent('constant'), make());
    this.constants.set(key, value);
    return value;
  }

  private checkOwn(value: Value | undefined): void {
    if (value && value.graph !== this) {
      throw new TrainingArgumentError(value.name, 'belongs to another graph; build the whole model in one.');
    }
  }
}
