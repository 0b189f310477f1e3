import { type Parameter } from '../graph/parameter.js';
import { describeShape, sameShape } from '../graph/shape.js';
import { type FloatTensor } from '../graph/tensor-data.js';
import { randomSource } from '../randomness/random-source.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { nextName, slotName } from './state-names.js';

/**
 * Parameters and what the optimiser keeps for them. There are two buffers of each: a step reads one and writes the other,
 * then they change places, so steps neither allocate nor copy.
 */
export class ParameterState {
  private readonly current = new Map<string, FloatTensor>();
  private readonly spare = new Map<string, FloatTensor>();
  private readonly parameterNames = new Set<string>();

  constructor(
    private readonly slots: readonly string[],
    private readonly seed: number,
    /** Numbers to begin with, for instance of a model that is to be trained further. */
    private readonly initial: ReadonlyMap<string, FloatTensor> = new Map(),
  ) {}

  /** Makes the numbers of parameters that are new; those that are known must have kept their shape. */
  declare(parameters: readonly Parameter[]): void {
    for (const { name, shape, initialiser, trainable } of parameters) {
      this.parameterNames.add(name);
      const known = this.current.get(name) ?? this.initial.get(name);
      if (known && !sameShape(known.shape, shape)) {
        const shapes = `${describeShape(known.shape)}, but the model wants ${describeShape(shape)}`;
        throw new TrainingArgumentError(
          name,
          `is known with shape ${shapes}; weights and model do not belong together.`,
        );
      }
      if (!this.current.has(name)) {
        const data = known ? known.data.slice() : initialiser(shape, randomSource(this.seed, name));
        this.current.set(name, { data, shape });
      }
      if (!trainable) continue;
      for (const slot of this.slots) this.ensure(this.current, slotName(slot, name), shape);
      for (const key of [name, ...this.slots.map((slot) => slotName(slot, name))]) this.ensure(this.spare, key, shape);
    }
  }

  /** Tensors to feed, for the inputs that a graph has. */
  feedsFor(inputs: readonly { name: string }[]): Record<string, FloatTensor> {
    return Object.fromEntries(
      inputs.flatMap(({ name }) => {
        const tensor = this.current.get(name);
        return tensor ? [[name, tensor] as const] : [];
      }),
    );
  }

  /** Tensors to write the next values into, by the name of the output. */
  targetsFor(parameters: readonly Parameter[]): Record<string, FloatTensor> {
    return Object.fromEntries(
      this.keysOf(parameters).flatMap((key) => {
        const tensor = this.spare.get(key);
        return tensor ? [[nextName(key), tensor] as const] : [];
      }),
    );
  }

  /** Makes what the last step wrote the state. */
  advance(parameters: readonly Parameter[]): void {
    for (const key of this.keysOf(parameters)) {
      const [before, after] = [this.current.get(key), this.spare.get(key)];
      if (!before || !after) continue;
      this.current.set(key, after);
      this.spare.set(key, before);
    }
  }

  /** The parameters themselves, not copies: they change with every second step. */
  parameters(): Map<string, FloatTensor> {
    return new Map([...this.current].filter(([name]) => this.parameterNames.has(name)));
  }

  /** Everything that has to be kept to go on. */
  tensors(): Map<string, FloatTensor> {
    return new Map(this.current);
  }

  restore(tensors: ReadonlyMap<string, FloatTensor>): void {
    this.current.clear();
    this.spare.clear();
    this.parameterNames.clear();
    for (const [name, { data, shape }] of tensors) {
      this.current.set(name, { data: data.slice(), shape });
      if (!name.startsWith('/')) this.parameterNames.add(name);
    }
  }

  private keysOf(parameters: readonly Parameter[]): string[] {
    const trained = parameters.filter(({ trainable }) => trainable);
    return trained.flatMap(({ name }) => [name, ...this.slots.map((slot) => slotName(slot, name))]);
  }

  private ensure(tensors: Map<string, FloatTensor>, key: string, shape: readonly number[]): void {
    const known = tensors.get(key);
    if (!known || !sameShape(known.shape, shape)) {
      tensors.set(key, { data: new Float32Array(shape.reduce((product, size) => product * size, 1)), shape });
    }
  }
}
