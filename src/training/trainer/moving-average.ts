import { type FloatTensor } from '../graph/tensor-data.js';

/** Exponential moving average of parameters, which often does better than their last values (Polyak and Juditsky, 1992). */
export class MovingAverage {
  private tensors = new Map<string, FloatTensor>();

  /** @param memory part of the average that a step keeps, 0..1; during the first steps it keeps less */
  constructor(private readonly memory: number) {}

  update(step: number, parameters: ReadonlyMap<string, FloatTensor>): void {
    const keep = Math.min(this.memory, (1 + step) / (10 + step));
    for (const [name, { data, shape }] of parameters) {
      const average = this.tensors.get(name)?.data;
      if (!average) {
        this.tensors.set(name, { data: data.slice(), shape });
        continue;
      }
      for (let index = 0; index < data.length; index++) average[index] += (1 - keep) * (data[index] - average[index]);
    }
  }

  parameters(): ReadonlyMap<string, FloatTensor> {
    return this.tensors;
  }

  restore(tensors: ReadonlyMap<string, FloatTensor>): void {
    this.tensors = new Map([...tensors].map(([name, { data, shape }]) => [name, { data: data.slice(), shape }]));
  }
}
